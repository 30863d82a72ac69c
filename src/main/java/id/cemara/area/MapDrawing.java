package id.cemara.area;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/// Draws outlines as shapes of one map, as detailed as a byte limit allows. Borders that neighbours share are
/// simplified and rounded alike on both sides.
final class MapDrawing {

    /// Islands and holes whose longer side is shorter, in pixels, are left out, unless the area has nothing
    /// larger.
    private static final double SPECK = 1.5;

    /// Size in pixels of the diamond that represents an area whose islands are all smaller.
    private static final int DIAMOND = 3;

    /// Tolerances of the simplification, in pixels: its square is the triangle below which a corner is left
    /// out. A few hundred bytes per shape are always enough, so the coarsest is never reached.
    private static final double FINEST = 0.45;

    private static final double COARSEST = 27;

    private static final PrecisionModel TENTHS = new PrecisionModel(10);

    private MapDrawing() {}

    /// A map of areas and places.
    ///
    /// @param outlines the areas, at least one; they must meet in equal points
    /// @param places what to pin
    /// @param bytes how long all paths together may be
    static AreaMap draw(List<Outline> outlines, List<AreaPoint> places, int bytes) {
        var sorted =
                outlines.stream().sorted(Comparator.comparing(Outline::code)).toList();
        var projection = MapProjection.around(sorted);
        var drawn = fitting(
                sorted.stream()
                        .map(outline -> visible(projection.project(outline.islands())))
                        .toArray(Geometry[]::new),
                bytes);
        return new AreaMap(
                projection.width(),
                projection.height(),
                IntStream.range(0, sorted.size())
                        .mapToObj(i -> shape(sorted.get(i), drawn.get(i)))
                        .toList(),
                places.stream().map(projection::pin).toList());
    }

    /// Raises the tolerance, the faster the longer the paths still are, until all fit.
    private static List<Geometry> fitting(Geometry[] coverage, int bytes) {
        var simplified = coverage;
        double tolerance = FINEST;
        while (true) {
            var simplifier = new CoverageSimplifier(simplified);
            simplifier.setRemovableRingSizeFactor(0);
            simplified = simplifier.simplify(tolerance);
            var drawn = Arrays.stream(simplified).map(MapDrawing::drawn).toList();
            int length =
                    drawn.stream().mapToInt(shape -> SvgPath.of(shape).length()).sum();
            if (length <= bytes || tolerance > COARSEST) {
                return drawn;
            }
            tolerance *= Math.max(1.05, Math.sqrt((double) length / bytes));
        }
    }

    private static AreaMap.Shape shape(Outline outline, Geometry drawn) {
        var largest = islands(drawn)
                .max(Comparator.comparingDouble(Geometry::getArea))
                .orElseThrow();
        var label = MaximumInscribedCircle.getCenter(largest, 0.5);
        return new AreaMap.Shape(
                outline.code(),
                outline.name(),
                SvgPath.of(drawn),
                MapProjection.tenth(label.getX()),
                MapProjection.tenth(label.getY()));
    }

    private static Geometry visible(Geometry projected) {
        double longest =
                islands(projected).mapToDouble(MapDrawing::longer).max().orElseThrow();
        double smallest = Math.min(SPECK, longest);
        return multi(islands(projected)
                .filter(island -> longer(island) >= smallest)
                .map(island -> Outline.GEOMETRIES.createPolygon(
                        island.getExteriorRing(),
                        IntStream.range(0, island.getNumInteriorRing())
                                .mapToObj(island::getInteriorRingN)
                                .filter(hole -> longer(hole) >= smallest)
                                .toArray(LinearRing[]::new))));
    }

    /// Rounds point by point, so that shared points stay shared, and winds holes against their islands.
    private static Geometry drawn(Geometry simplified) {
        var rounded = multi(islands(GeometryPrecisionReducer.reducePointwise(simplified, TENTHS))
                        .filter(island -> island.getArea() > 0))
                .norm();
        return islands(rounded).anyMatch(island -> longer(island) >= DIAMOND)
                ? rounded
                : multi(Stream.of(diamond(simplified.getGeometryN(0))));
    }

    private static Polygon diamond(Geometry island) {
        var centre = island.getEnvelopeInternal().centre();
        double half = DIAMOND / 2.0;
        return Outline.GEOMETRIES.createPolygon(new Coordinate[] {
            new Coordinate(centre.x - half, centre.y),
            new Coordinate(centre.x, centre.y - half),
            new Coordinate(centre.x + half, centre.y),
            new Coordinate(centre.x, centre.y + half),
            new Coordinate(centre.x - half, centre.y)
        });
    }

    private static Geometry multi(Stream<Polygon> islands) {
        return Outline.GEOMETRIES.createMultiPolygon(islands.toArray(Polygon[]::new));
    }

    private static Stream<Polygon> islands(Geometry shape) {
        return IntStream.range(0, shape.getNumGeometries()).mapToObj(i -> (Polygon) shape.getGeometryN(i));
    }

    /// Length of the longer side, in pixels.
    private static double longer(Geometry ring) {
        var box = ring.getEnvelopeInternal();
        return Math.max(box.getWidth(), box.getHeight());
    }
}
