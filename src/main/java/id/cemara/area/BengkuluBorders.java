package id.cemara.area;

import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parses the finer borders of Bengkulu's kabupaten from GeoJSON.
final class BengkuluBorders {

    private record Named(String code, String name) {}

    private record Geometry(String type, JsonNode coordinates) {}

    private record Feature(Named properties, Geometry geometry) {}

    private record Features(List<Feature> features) {}

    private BengkuluBorders() {}

    static List<Outline> read(InputStream geoJson) {
        return JsonMapper.shared().readValue(geoJson, Features.class).features().stream()
                .map(BengkuluBorders::outline)
                .toList();
    }

    private static Outline outline(Feature feature) {
        var geometry = feature.geometry();
        return new Outline(
                feature.properties().code(),
                feature.properties().name(),
                Outline.islands(
                        Outline.rings(geometry.type(), geometry.coordinates(), Function.identity()),
                        BengkuluBorders::ring));
    }

    private static LinearRing ring(JsonNode positions) {
        return Outline.GEOMETRIES.createLinearRing(positions
                .valueStream()
                .map(position -> new Coordinate(degrees(position.get(0)), degrees(position.get(1))))
                .toArray(Coordinate[]::new));
    }

    /// Rounds to the fifth decimal (about a metre), so that shared points are equal numbers.
    private static double degrees(JsonNode number) {
        return Math.round(number.doubleValue() * 1e5) / 1e5;
    }
}
