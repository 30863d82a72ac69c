package id.cemara.area;

import java.util.Collection;

/// Degrees to pixels: equirectangular, with longitudes shortened by the cosine of the middle latitude, so that shapes
/// keep their proportions over the few degrees that one map shows. A map that would be narrow because of the open sea
/// before a far island shows that sea shortened: shapes stay true, the distance between them does not.
///
/// @param west longitude of the left end of the land, in degrees
/// @param north latitude of its upper end, in degrees
/// @param island latitude at and below which land is moved up; the south pole where none is
/// @param raised degrees by which it is moved up
/// @param perLongitude pixels a degree of longitude
/// @param perLatitude pixels a degree of latitude
/// @param width width of the view box in pixels
/// @param height height of the view box in pixels
record MapProjection(
        double west,
        double north,
        double island,
        double raised,
        double perLongitude,
        double perLatitude,
        int width,
        int height) {

    /// Widest and tallest map, in pixels. What is taller than wide by more than this becomes a narrow map.
    static final int WIDEST = 720;

    static final int TALLEST = 900;

    /// In a narrow map, the longest open sea as a part of the height of all land.
    private static final double LONGEST_SEA = 0.25;

    /// Free pixels on each side, for thick borders and pins.
    static final int MARGIN = 8;

    static MapProjection around(Collection<Outline> outlines) {
        double west = 180, east = -180, south = 90, north = -90;
        for (var outline : outlines) {
            for (var ring : outline.rings()) {
                for (int i = 0; i < ring.length; i += 2) {
                    west = Math.min(west, ring[i]);
                    east = Math.max(east, ring[i]);
                    south = Math.min(south, ring[i + 1]);
                    north = Math.max(north, ring[i + 1]);
                }
            }
        }
        double shortening = Math.cos(Math.toRadians((south + north) / 2));
        double across = (east - west) * shortening;
        var sea = OpenSea.between(outlines);
        double land = north - south - sea.height();
        boolean narrow = north - south > across * TALLEST / WIDEST;
        double raised = narrow ? Math.max(0, sea.height() - land * LONGEST_SEA) : 0;
        double down = north - south - raised;
        double scale = Math.min((WIDEST - 2 * MARGIN) / across, (TALLEST - 2 * MARGIN) / down);
        return new MapProjection(
                west,
                north,
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

    /// A ring of degrees as a ring of pixels. Equal points stay equal, whatever ring they come from.
    double[] project(double[] ring) {
        var pixels = new double[ring.length];
        for (int i = 0; i < ring.length; i += 2) {
            pixels[i] = x(ring[i]);
            pixels[i + 1] = y(ring[i + 1]);
        }
        return pixels;
    }

    /// A pin at a place. Centres come from another source than borders: one that falls beside the map is moved to its
    /// edge.
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
