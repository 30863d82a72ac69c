package id.cemara.area;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LinearRing;

/// Writes rings as the `d` of an SVG path: an absolute start, then relative steps, in as few characters as
/// possible.
final class SvgPath {

    private final StringBuilder text = new StringBuilder();

    private SvgPath() {}

    /// @param shape polygons in pixels, drawn to the tenth of a pixel
    static String of(Geometry shape) {
        var path = new SvgPath();
        shape.apply((GeometryComponentFilter) part -> {
            if (part instanceof LinearRing ring) {
                path.ring(ring.getCoordinates());
            }
        });
        return path.text.toString();
    }

    private void ring(Coordinate[] points) {
        text.append('M');
        number(tenths(points[0].x));
        number(tenths(points[0].y));
        text.append('l');
        // The last point repeats the first: `z` closes the line.
        for (int i = 1; i < points.length - 1; i++) {
            number(tenths(points[i].x) - tenths(points[i - 1].x));
            number(tenths(points[i].y) - tenths(points[i - 1].y));
        }
        text.append('z');
    }

    private static int tenths(double pixels) {
        return (int) Math.round(pixels * 10);
    }

    /// Omits the space after a letter, before a minus sign, and before a point if the previous number
    /// already has one: `l.5-2.1.3` is three numbers.
    private void number(int tenths) {
        int size = Math.abs(tenths);
        char last = text.charAt(text.length() - 1);
        if (tenths < 0) {
            text.append('-');
        } else if (Character.isDigit(last) && !(tenths > 0 && tenths < 10 && lastNumberHasPoint())) {
            text.append(' ');
        }
        if (size >= 10 || size == 0) {
            text.append(size / 10);
        }
        if (size % 10 != 0) {
            text.append('.').append(size % 10);
        }
    }

    /// Numbers have at most one decimal, so a point can only be the last but one character.
    private boolean lastNumberHasPoint() {
        return text.charAt(text.length() - 2) == '.';
    }
}
