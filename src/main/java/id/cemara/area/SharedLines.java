package id.cemara.area;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts rings into lines at every point where borders meet, so a border between two areas is *one* line. It
/// is simplified and rounded once, and both neighbours get the same points.
final class SharedLines {

    private record Point(double x, double y) {}

    /// A line and the direction in which a ring follows it.
    private record Stretch(LineSimplifier line, boolean backwards) {}

    private final List<Point> points = new ArrayList<>();
    private final List<List<Stretch>> rings = new ArrayList<>();

    private SharedLines() {}

    /// @param rings closed lines `x, y, x, y, …` in pixels, without the first point repeated
    static SharedLines of(List<double[]> rings) {
        var shared = new SharedLines();
        var numbered = shared.number(rings);
        var meetings = shared.meetings(numbered);
        Map<Long, LineSimplifier> lines = new HashMap<>();
        for (var ring : numbered) {
            shared.rings.add(shared.cut(ring, meetings, lines));
        }
        return shared;
    }

    /// The rings in the order given, in tenths of a pixel.
    ///
    /// @param detail corners with a smaller triangle, in square pixels, are left out
    List<int[]> simplified(double detail) {
        return rings.stream().map(ring -> assemble(ring, detail)).toList();
    }

    private List<int[]> number(List<double[]> rings) {
        Map<Point, Integer> numbers = new HashMap<>();
        List<int[]> numbered = new ArrayList<>();
        for (var ring : rings) {
            var numbersOfRing = new int[ring.length / 2];
            for (int i = 0; i < numbersOfRing.length; i++) {
                numbersOfRing[i] = numbers.computeIfAbsent(new Point(ring[2 * i], ring[2 * i + 1]), point -> {
                    points.add(point);
                    return points.size() - 1;
                });
            }
            numbered.add(numbersOfRing);
        }
        return numbered;
    }

    /// Marks the points that do not have exactly two distinct neighbours over all rings: lines begin and end
    /// there.
    private boolean[] meetings(List<int[]> rings) {
        var first = new int[points.size()];
        var second = new int[points.size()];
        var meeting = new boolean[points.size()];
        Arrays.fill(first, -1);
        Arrays.fill(second, -1);
        for (var ring : rings) {
            for (int i = 0; i < ring.length; i++) {
                int here = ring[i];
                for (int next : new int[] {ring[(i + 1) % ring.length], ring[(i + ring.length - 1) % ring.length]}) {
                    if (first[here] < 0) {
                        first[here] = next;
                    } else if (first[here] != next && second[here] < 0) {
                        second[here] = next;
                    } else if (first[here] != next && second[here] != next) {
                        meeting[here] = true;
                    }
                }
            }
        }
        return meeting;
    }

    private List<Stretch> cut(int[] ring, boolean[] meetings, Map<Long, LineSimplifier> lines) {
        var closed = fromItsFirstMeeting(ring, meetings);
        List<Stretch> stretches = new ArrayList<>();
        int start = 0;
        for (int end = 1; end < closed.length; end++) {
            if (meetings[closed[end]] || end == closed.length - 1) {
                stretches.add(stretch(Arrays.copyOfRange(closed, start, end + 1), lines));
                start = end;
            }
        }
        return stretches;
    }

    /// Rotates the ring to start at a meeting point. Without one (an enclave) it starts at the lowest point
    /// number, which is the same for both areas. Repeats the first point at the end.
    private static int[] fromItsFirstMeeting(int[] ring, boolean[] meetings) {
        int start = 0;
        for (int i = 0; i < ring.length; i++) {
            if (meetings[ring[i]]) {
                start = i;
                break;
            }
            start = ring[i] < ring[start] ? i : start;
        }
        var turned = new int[ring.length + 1];
        for (int i = 0; i <= ring.length; i++) {
            turned[i] = ring[(start + i) % ring.length];
        }
        return turned;
    }

    /// A line's first two points identify it, since no other line begins inside it. The direction with the
    /// lower id is stored.
    private Stretch stretch(int[] line, Map<Long, LineSimplifier> lines) {
        long forwards = name(line[0], line[1]);
        long backwards = name(line[line.length - 1], line[line.length - 2]);
        boolean turned = backwards < forwards;
        var simplifier = lines.computeIfAbsent(Math.min(forwards, backwards), name -> simplifier(line, turned));
        return new Stretch(simplifier, turned);
    }

    private static long name(int point, int next) {
        return ((long) point << 32) | next;
    }

    private LineSimplifier simplifier(int[] line, boolean turned) {
        var x = new double[line.length];
        var y = new double[line.length];
        for (int i = 0; i < line.length; i++) {
            var point = points.get(line[turned ? line.length - 1 - i : i]);
            x[i] = point.x();
            y[i] = point.y();
        }
        return new LineSimplifier(x, y);
    }

    private static int[] assemble(List<Stretch> ring, double detail) {
        var tenths = new Tenths();
        for (var stretch : ring) {
            var kept = stretch.line().kept(detail);
            for (int i = 0; i < kept.length; i++) {
                int at = kept[stretch.backwards() ? kept.length - 1 - i : i];
                tenths.add(stretch.line().x(at), stretch.line().y(at));
            }
        }
        return tenths.closed();
    }

    /// Collects a ring of rounded points without repeated ones.
    private static final class Tenths {
        private int[] values = new int[64];
        private int size;

        void add(double x, double y) {
            int roundedX = (int) Math.round(x * 10);
            int roundedY = (int) Math.round(y * 10);
            if (size > 0 && values[size - 2] == roundedX && values[size - 1] == roundedY) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = roundedX;
            values[size++] = roundedY;
        }

        int[] closed() {
            boolean repeated = size > 2 && values[0] == values[size - 2] && values[1] == values[size - 1];
            return Arrays.copyOf(values, repeated ? size - 2 : size);
        }
    }
}
