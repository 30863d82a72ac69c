package id.cemara.area;

import java.util.Arrays;
import java.util.Collection;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryEditor;

/// Projects degrees to pixels: equirectangular, with longitudes scaled by the cosine of the middle latitude,
/// which keeps proportions over the few degrees of one map. If open sea before a far island would make a map
/// narrow, the sea is drawn shorter: shapes stay true, the distance between them does not.
///
/// @param west longitude of the left end of the land, in degrees
/// @param north latitude of its upper end, in degrees
/// @param island land at or below this latitude is moved up; -90 if none is
/// @param raised by how many degrees it is moved up
/// @param perLongitude pixels per degree of longitude
/// @param perLatitude pixels per degree of latitude
/// @param width of the view box in pixels
/// @param height of the view box in pixels
record MapProjection(
        double west,
        double north,
        double island,
        double raised,
        double perLongitude,
        double perLatitude,
        int width,
        int height) {

    /// Maximum size of a map in pixels; their ratio also decides when a map counts as narrow.
    static final int WIDEST = 720;

    static final int TALLEST = 900;

    /// In a narrow map, the maximum height of open sea as a fraction of the land's height.
    private static final double LONGEST_SEA = 0.25;

    /// Free pixels on each side, for thick borders and pins.
    static final int MARGIN = 8;

    static MapProjection around(Collection<Outline> outlines) {
        var land = new Envelope();
        outlines.forEach(outline -> land.expandToInclude(outline.islands().getEnvelopeInternal()));
        double shortening = Math.cos(Math.toRadians(land.centre().y));
        double across = land.getWidth() * shortening;
        var sea = OpenSea.between(outlines);
        boolean narrow = land.getHeight() > across * TALLEST / WIDEST;
        double longestSea = (land.getHeight() - sea.height()) * LONGEST_SEA;
        double raised = narrow ? Math.max(0, sea.height() - longestSea) : 0;
        double down = land.getHeight() - raised;
        double scale = Math.min((WIDEST - 2 * MARGIN) / across, (TALLEST - 2 * MARGIN) / down);
        return new MapProjection(
                land.getMinX(),
                land.getMaxY(),
                raised > 0 ? sea.south() : -90,
                raised,
                scale * shortening,
                scale,
                2 * MARGIN + (int) Math.ceil(across * scale - 1e-6),
                2 * MARGIN + (int) Math.ceil(down * scale - 1e-6));
    }

    double x(double longitude) {
        return MARGIN + (longitude - west) * perLongitude;
    }

    double y(double latitude) {
        return MARGIN + (north - latitude - (latitude <= island ? raised : 0)) * perLatitude;
    }

    /// Projects a border. Equal points stay equal across borders.
    Geometry project(Geometry border) {
        return new GeometryEditor().edit(border, new GeometryEditor.CoordinateOperation() {
            @Override
            public Coordinate[] edit(Coordinate[] degrees, Geometry part) {
                return Arrays.stream(degrees)
                        .map(point -> new Coordinate(x(point.x), y(point.y)))
                        .toArray(Coordinate[]::new);
            }
        });
    }

    /// Centres and borders come from different sources: a point outside the map is moved to its edge.
    AreaMap.Pin pin(AreaPoint place) {
        return new AreaMap.Pin(
                place.code(),
                place.name(),
                tenth(Math.clamp(x(place.longitude()), MARGIN, width - MARGIN)),
                tenth(Math.clamp(y(place.latitude()), MARGIN, height - MARGIN)));
    }

    static double tenth(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
