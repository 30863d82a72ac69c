package id.cemara.area;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Polygon;

class SvgPathTests {

    @Test
    void steps_are_relative_and_as_short_as_they_can_be() {
        var ring = ring(12.5, 4, 13, 4, 14.5, 2.5, 14.5, 2.8, 13, 4.1);

        assertThat(SvgPath.of(ring)).isEqualTo("M12.5 4l.5 0 1.5-1.5 0 .3-1.5 1.3z");
    }

    @Test
    void a_point_parts_two_numbers_only_after_another_point() {
        var ring = ring(.3, .5, .8, .7, 1.8, 1);

        assertThat(SvgPath.of(ring)).isEqualTo("M.3.5l.5.2 1 .3z");
    }

    @Test
    void each_island_is_a_closed_line_of_its_own() {
        var ring = ring(0, 0, 1, 0, 1, 1);

        assertThat(SvgPath.of(Outline.GEOMETRIES.createMultiPolygon(new Polygon[] {ring, ring})))
                .isEqualTo("M0 0l1 0 0 1zM0 0l1 0 0 1z");
    }

    private static Polygon ring(double... pixels) {
        var points = new CoordinateList();
        for (int i = 0; i < pixels.length; i += 2) {
            points.add(new Coordinate(pixels[i], pixels[i + 1]));
        }
        points.closeRing();
        return Outline.GEOMETRIES.createPolygon(points.toCoordinateArray());
    }
}
