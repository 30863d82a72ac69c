package id.cemara.area;

import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The borders of all kabupaten and kota from TopoJSON: the lines that neighbours share as integers (about 1
/// MB), and each area's rings of lines. Outlines are made of them on demand.
final class CountryBorders {

    /// @param islands rings of line numbers; the complement (`~line`) means the line reversed
    private record Kabupaten(String code, String name, List<List<int[]>> islands) {}

    private record Transform(List<Double> scale, List<Double> translate) {}

    private record Named(String code, String name) {}

    private record Shape(Named properties, String type, JsonNode arcs) {}

    private record Geometries(List<Shape> geometries) {}

    private record Objects(Geometries kabupaten) {}

    private record Topology(Transform transform, List<double[][]> arcs, Objects objects) {}

    private final Transform transform;
    private final int[][] lines;
    private final List<Kabupaten> kabupaten;

    private CountryBorders(Topology topology) {
        transform = topology.transform();
        lines = topology.arcs().stream().map(CountryBorders::summed).toArray(int[][]::new);
        kabupaten = topology.objects().kabupaten().geometries().stream()
                .map(area -> new Kabupaten(
                        area.properties().code(),
                        area.properties().name(),
                        Outline.rings(area.type(), area.arcs(), CountryBorders::numbers)))
                .toList();
    }

    static CountryBorders read(InputStream topoJson) {
        return new CountryBorders(JsonMapper.shared().readValue(topoJson, Topology.class));
    }

    /// Sorted codes.
    List<String> provinces() {
        return kabupaten.stream()
                .map(area -> provinceOf(area.code()))
                .distinct()
                .sorted()
                .toList();
    }

    /// The kabupaten and kota of a province; empty if unknown.
    List<Outline> kabupatenOf(String province) {
        return outlines(area -> provinceOf(area.code()).equals(province));
    }

    /// One kabupaten or kota; empty if unknown.
    List<Outline> kabupaten(String code) {
        return outlines(area -> area.code().equals(code));
    }

    /// A province as one area, without the borders between its kabupaten.
    Outline province(String code, String name) {
        var union = CoverageUnion.union(
                kabupatenOf(code).stream().map(Outline::islands).toArray(Geometry[]::new));
        return new Outline(code, name, union);
    }

    private List<Outline> outlines(Predicate<Kabupaten> wanted) {
        return kabupaten.stream()
                .filter(wanted)
                .map(area -> new Outline(area.code(), area.name(), Outline.islands(area.islands(), this::ring)))
                .toList();
    }

    private LinearRing ring(int[] numbers) {
        var ring = new CoordinateList();
        for (int line : numbers) {
            var points = lines[line < 0 ? ~line : line];
            for (int i = 0; i < points.length; i += 2) {
                int from = line < 0 ? points.length - 2 - i : i;
                // The last point of a line is the first of the next.
                ring.add(new Coordinate(degrees(points[from], 0), degrees(points[from + 1], 1)), false);
            }
        }
        return Outline.GEOMETRIES.createLinearRing(ring.toCoordinateArray());
    }

    private double degrees(int steps, int axis) {
        return steps * transform.scale().get(axis) + transform.translate().get(axis);
    }

    private static int[] numbers(JsonNode ring) {
        return ring.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

    /// Decodes a line: its first point, then deltas. Some lines of the source are off the integer grid,
    /// hence the rounding.
    private static int[] summed(double[][] steps) {
        var points = new int[2 * steps.length];
        double x = 0, y = 0;
        for (int i = 0; i < steps.length; i++) {
            x += steps[i][0];
            y += steps[i][1];
            points[2 * i] = Math.toIntExact(Math.round(x));
            points[2 * i + 1] = Math.toIntExact(Math.round(y));
        }
        return points;
    }

    private static String provinceOf(String code) {
        return code.substring(0, code.indexOf('.'));
    }
}
