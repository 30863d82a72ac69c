package id.cemara.area;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Draws outlines as shapes of one map, as detailed as a byte limit allows.
final class MapDrawing {

    /// Islands and holes whose longer side is shorter, in pixels, are left out, unless the area has nothing
    /// larger.
    private static final double SPECK = 1.5;

    /// Size in pixels of the diamond that represents an area whose islands are all smaller.
    private static final int DIAMOND = 3;

    /// Corners with a smaller triangle, in square pixels, are always left out.
    private static final double FINEST = 0.2;

    private final MapProjection projection;
    private final List<Outline> outlines;
    private final List<List<double[]>> rings;
    private final SharedLines lines;

    private MapDrawing(List<Outline> outlines) {
        this.projection = MapProjection.around(outlines);
        this.outlines = outlines;
        this.rings = outlines.stream().map(this::visible).toList();
        this.lines = SharedLines.of(rings.stream().flatMap(List::stream).toList());
    }

    /// A map of areas and places.
    ///
    /// @param outlines the areas, at least one; they must meet in equal points
    /// @param places what to pin
    /// @param bytes how long all paths together may be
    static AreaMap draw(List<Outline> outlines, List<AreaPoint> places, int bytes) {
        var sorted =
                outlines.stream().sorted(Comparator.comparing(Outline::code)).toList();
        var drawing = new MapDrawing(sorted);
        return new AreaMap(
                drawing.projection.width(),
                drawing.projection.height(),
                drawing.shapes(bytes),
                places.stream().map(drawing.projection::pin).toList());
    }

    /// Reduces the detail by steps of 10 % until all paths fit. A few hundred bytes per shape are always
    /// enough.
    private List<AreaMap.Shape> shapes(int bytes) {
        double detail = FINEST;
        var drawn = drawn(detail);
        while (length(drawn) > bytes && detail < MapProjection.WIDEST) {
            detail *= 1.1;
            drawn = drawn(detail);
        }
        var fitting = drawn;
        return IntStream.range(0, outlines.size())
                .mapToObj(i -> shape(outlines.get(i), fitting.get(i)))
                .toList();
    }

    private static int length(List<List<int[]>> drawn) {
        return drawn.stream().mapToInt(rings -> SvgPath.of(rings).length()).sum();
    }

    private static AreaMap.Shape shape(Outline outline, List<int[]> rings) {
        var largest =
                rings.stream().max(Comparator.comparingDouble(MapDrawing::area)).orElseThrow();
        var label = LabelPlace.inside(largest, rings);
        return new AreaMap.Shape(outline.code(), outline.name(), SvgPath.of(rings), label.x(), label.y());
    }

    private List<double[]> visible(Outline outline) {
        var projected = outline.rings().stream().map(projection::project).toList();
        double longest = projected.stream()
                .mapToDouble(ring -> PixelBox.of(ring).longer())
                .max()
                .orElseThrow();
        return projected.stream()
                .filter(ring -> PixelBox.of(ring).longer() >= Math.min(SPECK, longest))
                .toList();
    }

    private List<List<int[]>> drawn(double detail) {
        var simplified = lines.simplified(detail).iterator();
        List<List<int[]>> drawn = new ArrayList<>();
        for (var ringsOfArea : rings) {
            List<int[]> solid = new ArrayList<>();
            for (int i = 0; i < ringsOfArea.size(); i++) {
                var ring = simplified.next();
                if (ring.length >= 6 && area(ring) > 0) {
                    solid.add(ring);
                }
            }
            boolean seen = solid.stream().anyMatch(ring -> PixelBox.of(ring).longer() >= DIAMOND);
            drawn.add(seen ? solid : List.of(diamond(ringsOfArea.getFirst())));
        }
        return drawn;
    }

    private static int[] diamond(double[] ring) {
        var box = PixelBox.of(ring);
        int x = (int) Math.round((box.left() + box.right()) * 5);
        int y = (int) Math.round((box.top() + box.bottom()) * 5);
        int half = DIAMOND * 5;
        return new int[] {x - half, y, x, y - half, x + half, y, x, y + half};
    }

    /// Area of a ring in hundredths of a square pixel.
    private static double area(int[] ring) {
        double twice = 0;
        for (int i = 0, before = ring.length - 2; i < ring.length; before = i, i += 2) {
            twice += (double) ring[before] * ring[i + 1] - (double) ring[i] * ring[before + 1];
        }
        return Math.abs(twice) / 2;
    }
}
