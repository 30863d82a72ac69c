package id.cemara.area;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The borders of all kabupaten and kota from TopoJSON: the lines that neighbours share as integers (about 1
/// MB), and each area's rings of lines.
final class CountryBorders {

    /// An area as rings of line numbers; the complement (`~line`) means the line reversed.
    private record Area(String code, String name, List<int[]> rings) {}

    private record Transform(List<Double> scale, List<Double> translate) {}

    private record Named(String code, String name) {}

    private record Geometry(Named properties, JsonNode arcs) {}

    private record Geometries(List<Geometry> geometries) {}

    private record Objects(Geometries kabupaten) {}

    private record Topology(Transform transform, List<double[][]> arcs, Objects objects) {}

    private final Transform transform;
    private final int[][] lines;
    private final Map<String, Area> areas = new LinkedHashMap<>();

    private CountryBorders(Topology topology) {
        transform = topology.transform();
        lines = topology.arcs().stream().map(CountryBorders::summed).toArray(int[][]::new);
        for (var geometry : topology.objects().kabupaten().geometries()) {
            List<int[]> rings = new ArrayList<>();
            collect(geometry.arcs(), rings);
            var named = geometry.properties();
            areas.put(named.code(), new Area(named.code(), named.name(), rings));
        }
    }

    static CountryBorders read(InputStream topoJson) {
        return new CountryBorders(JsonMapper.shared().readValue(topoJson, Topology.class));
    }

    Set<String> codes() {
        return areas.keySet();
    }

    Set<String> provinces() {
        Set<String> provinces = new LinkedHashSet<>();
        areas.keySet().forEach(code -> provinces.add(provinceOf(code)));
        return provinces;
    }

    /// The kabupaten and kota of a province; empty if unknown.
    List<Outline> kabupatenOf(String province) {
        return outlines(area -> provinceOf(area.code()).equals(province));
    }

    /// One kabupaten or kota; empty if unknown.
    List<Outline> kabupaten(String code) {
        return outlines(area -> area.code().equals(code));
    }

    /// A province as one area: drops the lines between its kabupaten and joins the others.
    Outline province(String code, String name) {
        Set<Integer> around = new LinkedHashSet<>();
        for (var area : areas.values()) {
            if (provinceOf(area.code()).equals(code)) {
                for (var ring : area.rings()) {
                    for (int line : ring) {
                        if (!around.remove(~line)) {
                            around.add(line);
                        }
                    }
                }
            }
        }
        return new Outline(code, name, joined(around));
    }

    private List<Outline> outlines(Predicate<Area> wanted) {
        return areas.values().stream()
                .filter(wanted)
                .map(area -> new Outline(
                        area.code(),
                        area.name(),
                        area.rings().stream().map(this::degrees).toList()))
                .toList();
    }

    /// Chains lines end to start until each ring is closed.
    private List<double[]> joined(Set<Integer> around) {
        Map<Long, List<Integer>> byStart = new HashMap<>();
        around.forEach(line ->
                byStart.computeIfAbsent(start(line), point -> new ArrayList<>()).add(line));
        Set<Integer> left = new LinkedHashSet<>(around);
        List<double[]> rings = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Integer> ring = new ArrayList<>();
            int line = left.iterator().next();
            ring.add(line);
            left.remove(line);
            while (start(~line) != start(ring.getFirst())) {
                line = byStart.getOrDefault(start(~line), List.of()).stream()
                        .filter(left::contains)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("A border of the topology does not close"));
                ring.add(line);
                left.remove(line);
            }
            rings.add(degrees(ring.stream().mapToInt(Integer::intValue).toArray()));
        }
        return rings;
    }

    private long start(int line) {
        var points = lines[line < 0 ? ~line : line];
        int at = line < 0 ? points.length - 2 : 0;
        return ((long) points[at] << 32) | points[at + 1];
    }

    private double[] degrees(int[] ring) {
        int size = Arrays.stream(ring)
                .map(line -> lines[line < 0 ? ~line : line].length - 2)
                .sum();
        var degrees = new double[size];
        var scale = transform.scale();
        var translate = transform.translate();
        int to = 0;
        for (int line : ring) {
            var points = lines[line < 0 ? ~line : line];
            // The last point of a line is the first of the next.
            for (int i = 0; i < points.length - 2; i += 2) {
                int from = line < 0 ? points.length - 2 - i : i;
                degrees[to++] = points[from] * scale.getFirst() + translate.getFirst();
                degrees[to++] = points[from + 1] * scale.getLast() + translate.getLast();
            }
        }
        return degrees;
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

    /// Polygons nest their rings one level deep, multi-polygons two.
    private static void collect(JsonNode arcs, List<int[]> rings) {
        if (arcs.get(0).isArray()) {
            arcs.forEach(inner -> collect(inner, rings));
        } else {
            rings.add(arcs.valueStream().mapToInt(JsonNode::intValue).toArray());
        }
    }

    private static String provinceOf(String code) {
        return code.substring(0, code.indexOf('.'));
    }
}
