package id.cemara.area;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/// The border of an area in degrees (longitude, latitude). Outlines of one file form a coverage: neighbours share
/// every point of their border.
///
/// @param code Kemendagri code
/// @param name name with its kind
/// @param islands a polygon, or one per island
record Outline(String code, String name, Geometry islands) {

    static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /// The rings of each polygon, outer ring first, as GeoJSON and TopoJSON nest them: a polygon is a list of
    /// rings, a multi-polygon a list of polygons.
    ///
    /// @param ring reads one ring: positions in GeoJSON, numbers of lines in TopoJSON
    static <R> List<List<R>> rings(String type, JsonNode nested, Function<JsonNode, R> ring) {
        var polygons = type.equals("Polygon") ? Stream.of(nested) : nested.valueStream();
        return polygons.map(rings -> rings.valueStream().map(ring).toList()).toList();
    }

    /// The islands that have these rings.
    ///
    /// @param polygons rings per polygon, outer ring first
    /// @param ring makes the border of what was read for one ring
    static <R> Geometry islands(List<List<R>> polygons, Function<R, LinearRing> ring) {
        return GEOMETRIES.createMultiPolygon(polygons.stream()
                .map(rings -> polygon(rings.stream().map(ring).toList()))
                .toArray(Polygon[]::new));
    }

    private static Polygon polygon(List<LinearRing> rings) {
        return GEOMETRIES.createPolygon(rings.getFirst(), rings.stream().skip(1).toArray(LinearRing[]::new));
    }
}
