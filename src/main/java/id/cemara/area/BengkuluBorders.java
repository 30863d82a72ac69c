package id.cemara.area;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parses the finer borders of Bengkulu's kabupaten from GeoJSON.
final class BengkuluBorders {

    private record Named(String code, String name) {}

    private record Geometry(JsonNode coordinates) {}

    private record Feature(Named properties, Geometry geometry) {}

    private record Features(List<Feature> features) {}

    private BengkuluBorders() {}

    static List<Outline> read(InputStream geoJson) {
        return JsonMapper.shared().readValue(geoJson, Features.class).features().stream()
                .map(BengkuluBorders::outline)
                .toList();
    }

    private static Outline outline(Feature feature) {
        List<double[]> rings = new ArrayList<>();
        collect(feature.geometry().coordinates(), rings);
        return new Outline(feature.properties().code(), feature.properties().name(), rings);
    }

    /// Polygons nest their rings one level deep, multi-polygons two; a ring is a list of pairs.
    private static void collect(JsonNode coordinates, List<double[]> rings) {
        if (coordinates.get(0).get(0).isArray()) {
            coordinates.forEach(inner -> collect(inner, rings));
        } else {
            rings.add(ring(coordinates));
        }
    }

    /// Rounds to the fifth decimal (about a metre), so that shared points are equal numbers. Drops the
    /// repeated last point.
    private static double[] ring(JsonNode pairs) {
        var ring = pairs.valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToDouble(degrees -> Math.round(degrees.doubleValue() * 1e5) / 1e5)
                .toArray();
        return Arrays.copyOf(ring, ring.length - 2);
    }
}
