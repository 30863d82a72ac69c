package id.cemara.area;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Simplifies a line after Visvalingam and Whyatt: repeatedly removes the corner whose triangle with its
/// neighbours is smallest. Keeps both ends, and at least a triangle of a closed line.
final class LineSimplifier {

    /// A corner with the neighbours it had when its triangle was measured.
    private record Corner(int at, int before, int after, double area) {}

    private final double[] x;
    private final double[] y;

    /// For each point the detail, in square pixels, above which it is removed.
    private final double[] weights;

    LineSimplifier(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        this.weights = weights();
    }

    /// The points kept at this detail (in square pixels), in order.
    int[] kept(double detail) {
        return IntStream.range(0, x.length)
                .filter(point -> weights[point] >= detail)
                .toArray();
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    private double[] weights() {
        int last = x.length - 1;
        var result = new double[x.length];
        Arrays.fill(result, Double.POSITIVE_INFINITY);
        var before = IntStream.rangeClosed(-1, last - 1).toArray();
        var after = IntStream.rangeClosed(1, last + 1).toArray();
        var corners =
                new PriorityQueue<>(Comparator.comparingDouble(Corner::area).thenComparingInt(Corner::at));
        for (int at = 1; at < last; at++) {
            corners.add(corner(at, at - 1, at + 1));
        }
        boolean closed = x[0] == x[last] && y[0] == y[last];
        double reached = 0;
        for (int left = last - 1; left > (closed ? 2 : 0); ) {
            var corner = corners.remove();
            int at = corner.at();
            if (result[at] < Double.POSITIVE_INFINITY || corner.before() != before[at] || corner.after() != after[at]) {
                continue; // stale: a neighbour was removed since
            }
            reached = Math.max(reached, corner.area());
            result[at] = reached;
            left--;
            after[corner.before()] = corner.after();
            before[corner.after()] = corner.before();
            if (corner.before() > 0) {
                corners.add(corner(corner.before(), before[corner.before()], corner.after()));
            }
            if (corner.after() < last) {
                corners.add(corner(corner.after(), corner.before(), after[corner.after()]));
            }
        }
        return result;
    }

    private Corner corner(int at, int before, int after) {
        double area = (x[before] - x[at]) * (y[after] - y[at]) - (x[after] - x[at]) * (y[before] - y[at]);
        return new Corner(at, before, after, Math.abs(area) / 2);
    }
}
