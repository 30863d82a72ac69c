package id.cemara.area;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Parses the `d` of a map's shape, as a browser does.
///
/// @param rings closed lines in tenths of a pixel
record DrawnPath(List<List<Point>> rings) {

    record Point(long x, long y) {}

    /// A border between two points, in either direction.
    record Edge(Set<Point> ends) {}

    private static final Pattern NUMBERS = Pattern.compile(" ?(-?(?:\\d+(?:\\.\\d)?|\\.\\d))");
    private static final Pattern LINES = Pattern.compile("(?:M##l(?:##){2,}+z)++");

    static DrawnPath of(AreaMap.Shape shape) {
        if (!LINES.matcher(NUMBERS.matcher(shape.path()).replaceAll("#")).matches()) {
            throw new AssertionError("Not a path we write: " + shape);
        }
        List<List<Point>> rings = new ArrayList<>();
        for (var subpath : shape.path().substring(1).split("M", -1)) {
            var numbers = NUMBERS.matcher(subpath)
                    .results()
                    .map(number -> Math.round(Double.parseDouble(number.group(1)) * 10))
                    .toList();
            List<Point> ring = new ArrayList<>();
            var at = new Point(0, 0);
            for (int i = 0; i < numbers.size(); i += 2) {
                at = new Point(at.x() + numbers.get(i), at.y() + numbers.get(i + 1));
                ring.add(at);
            }
            rings.add(ring);
        }
        return new DrawnPath(rings);
    }

    Set<Edge> edges() {
        Set<Edge> edges = new HashSet<>();
        for (var ring : rings) {
            for (int i = 0; i < ring.size(); i++) {
                edges.add(new Edge(Set.of(ring.get(i), ring.get((i + 1) % ring.size()))));
            }
        }
        return edges;
    }

    /// Whether a point, in pixels, is inside (even-odd rule).
    boolean contains(double pixelX, double pixelY) {
        double x = pixelX * 10, y = pixelY * 10;
        boolean inside = false;
        for (var ring : rings) {
            for (int i = 0; i < ring.size(); i++) {
                var a = ring.get(i);
                var b = ring.get((i + 1) % ring.size());
                if (a.y() > y != b.y() > y && x < (double) (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    /// Area in square pixels, without holes.
    double area() {
        double twice = 0;
        for (var ring : rings) {
            for (int i = 0; i < ring.size(); i++) {
                var a = ring.get(i);
                var b = ring.get((i + 1) % ring.size());
                twice += a.x() * b.y() - b.x() * a.y();
            }
        }
        return Math.abs(twice) / 200;
    }

    /// The number of closed lines that these edges form.
    static int loops(Set<Edge> edges) {
        Map<Point, Set<Edge>> at = edges.stream()
                .flatMap(edge -> edge.ends().stream().map(end -> Map.entry(end, edge)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        var left = new HashSet<>(edges);
        int loops = 0;
        while (!left.isEmpty()) {
            loops++;
            var reached = Set.of(left.iterator().next());
            while (!reached.isEmpty()) {
                left.removeAll(reached);
                reached = reached.stream()
                        .flatMap(edge -> edge.ends().stream())
                        .flatMap(end -> at.getOrDefault(end, Set.of()).stream())
                        .filter(left::contains)
                        .collect(Collectors.toSet());
            }
        }
        return loops;
    }
}
