package id.cemara.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SvgPathTests {

    @Test
    void steps_are_relative_and_as_short_as_they_can_be() {
        var ring = new int[] {125, 40, 130, 40, 145, 25, 145, 28, 130, 41};

        assertThat(SvgPath.of(List.of(ring))).isEqualTo("M12.5 4l.5 0 1.5-1.5 0 .3-1.5 1.3z");
    }

    @Test
    void a_point_parts_two_numbers_only_after_another_point() {
        var ring = new int[] {3, 5, 8, 7, 18, 10};

        assertThat(SvgPath.of(List.of(ring))).isEqualTo("M.3.5l.5.2 1 .3z");
    }

    @Test
    void each_island_is_a_closed_line_of_its_own() {
        var ring = new int[] {0, 0, 10, 0, 10, 10};

        assertThat(SvgPath.of(List.of(ring, ring))).isEqualTo("M0 0l1 0 0 1zM0 0l1 0 0 1z");
    }
}
