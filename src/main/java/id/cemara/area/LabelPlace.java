package id.cemara.area;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The best place for a label: the point inside a shape that is farthest from its border, to half a pixel.
/// Squares that may contain a better point than the best so far are split into four until none is left
/// (polylabel).
///
/// @param x pixels from the left
/// @param y pixels from the top
record LabelPlace(double x, double y) {

    private static final double PRECISION = 0.5;

    /// A square of the search.
    ///
    /// @param half half the length of its side, in pixels
    /// @param distance pixels from its middle to the border, negative outside the shape
    private record Square(double x, double y, double half, double distance) {
        double promise() {
            return distance + half * Math.sqrt(2);
        }
    }

    /// @param ring the largest island of the shape, in tenths of a pixel
    /// @param all every ring of the shape, to keep away from holes
    static LabelPlace inside(int[] ring, List<int[]> all) {
        var box = PixelBox.of(ring);
        double side = Math.max(Math.min(box.width(), box.height()), 1);
        var squares =
                new PriorityQueue<>(Comparator.comparingDouble(Square::promise).reversed());
        for (double x = box.left(); x < box.right(); x += side) {
            for (double y = box.top(); y < box.bottom(); y += side) {
                squares.add(square(x + side / 2, y + side / 2, side / 2, all));
            }
        }
        var best = squares.element();
        while (!squares.isEmpty()) {
            var square = squares.remove();
            best = square.distance() > best.distance() && box.contains(square.x(), square.y()) ? square : best;
            if (square.promise() - best.distance() > PRECISION) {
                double half = square.half() / 2;
                squares.add(square(square.x() - half, square.y() - half, half, all));
                squares.add(square(square.x() + half, square.y() - half, half, all));
                squares.add(square(square.x() - half, square.y() + half, half, all));
                squares.add(square(square.x() + half, square.y() + half, half, all));
            }
        }
        return new LabelPlace(MapProjection.tenth(best.x()), MapProjection.tenth(best.y()));
    }

    private static Square square(double x, double y, double half, List<int[]> rings) {
        boolean inside = false;
        double nearest = Double.POSITIVE_INFINITY;
        for (var ring : rings) {
            for (int i = 0, before = ring.length - 2; i < ring.length; before = i, i += 2) {
                double fromX = ring[before] / 10.0, fromY = ring[before + 1] / 10.0;
                double toX = ring[i] / 10.0, toY = ring[i + 1] / 10.0;
                if (fromY > y != toY > y && x < (toX - fromX) * (y - fromY) / (toY - fromY) + fromX) {
                    inside = !inside;
                }
                double stepX = toX - fromX, stepY = toY - fromY;
                double length = stepX * stepX + stepY * stepY;
                double along =
                        length == 0 ? 0 : Math.clamp(((x - fromX) * stepX + (y - fromY) * stepY) / length, 0.0, 1.0);
                nearest = Math.min(nearest, Math.hypot(fromX + along * stepX - x, fromY + along * stepY - y));
            }
        }
        return new Square(x, y, half, inside ? nearest : -nearest);
    }
}
