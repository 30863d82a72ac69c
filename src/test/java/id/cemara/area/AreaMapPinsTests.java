package id.cemara.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaMapPinsTests {

    private static final AreaMaps MAPS = new AreaMaps();

    @Test
    void lebong_has_its_twelve_kecamatan_as_pins() {
        var map = MAPS.kabupaten("17.07").orElseThrow();
        var outline = DrawnPath.of(map.shapes().getFirst());

        assertThat(map.pins()).hasSize(12).allMatch(pin -> pin.code().matches("17\\.07\\.\\d\\d"));
        assertThat(map.pins()).allMatch(pin -> inViewBox(map, pin.x(), pin.y()));
        assertThat(map.pins().stream().filter(pin -> outline.contains(pin.x(), pin.y())))
                .hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void a_far_island_does_not_make_the_mainland_small() {
        var map = MAPS.kabupaten("17.03").orElseThrow();
        var outline = DrawnPath.of(map.shapes().getFirst());
        var enggano = map.pins().stream()
                .filter(pin -> pin.name().equals("Enggano"))
                .findFirst()
                .orElseThrow();

        assertThat(map.width()).isGreaterThan(450);
        assertThat(outline.contains(enggano.x(), enggano.y())).isTrue();
    }

    @Test
    void taba_anyar_is_one_pin_in_the_outline_of_lebong() {
        var map = MAPS.within("17.07.04.1003").orElseThrow();

        assertThat(map.shapes()).isEqualTo(MAPS.kabupaten("17.07").orElseThrow().shapes());
        assertThat(map.pins()).extracting(AreaMap.Pin::name).containsExactly("Taba Anyar");
        var pin = map.pins().getFirst();
        assertThat(DrawnPath.of(map.shapes().getFirst()).contains(pin.x(), pin.y()))
                .isTrue();
    }

    @Test
    void a_kecamatan_is_pinned_where_the_map_of_its_kabupaten_pins_it() {
        var pins = MAPS.kabupaten("17.07").orElseThrow().pins();

        assertThat(MAPS.within("17.07.04").orElseThrow().pins()).hasSize(1).isSubsetOf(pins);
    }

    @ParameterizedTest
    @ValueSource(strings = {"73.01.01", "17.99.01", "17.07.04.9999", "17.07", "17", "", "."})
    void places_we_do_not_have_give_no_map(String code) {
        assertThat(MAPS.within(code)).isEmpty();
    }

    @Test
    void every_kecamatan_and_village_of_bengkulu_has_a_pin() throws IOException {
        try (var file = Objects.requireNonNull(AreaMaps.class.getResourceAsStream("points-bengkulu.csv"))) {
            var places = AreaTables.points(file).values().stream()
                    .filter(place -> place.depth() > 2)
                    .toList();

            assertThat(places).hasSize(129 + 1513);
            for (var place : places) {
                var map = MAPS.within(place.code()).orElseThrow();
                assertThat(map.pins()).hasSize(1).allMatch(pin -> inViewBox(map, pin.x(), pin.y()));
            }
        }
    }

    private static boolean inViewBox(AreaMap map, double x, double y) {
        return x >= 0 && x <= map.width() && y >= 0 && y <= map.height();
    }
}
