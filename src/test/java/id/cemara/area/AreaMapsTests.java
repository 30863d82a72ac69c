package id.cemara.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;

class AreaMapsTests {

    private static final AreaMaps MAPS = new AreaMaps();
    private static final CountryBorders COUNTRY = country();

    @Test
    void bengkulu_has_its_nine_kabupaten_and_one_kota() {
        var map = province("17");

        assertThat(map.shapes())
                .extracting(AreaMap.Shape::code)
                .containsExactly(
                        "17.01", "17.02", "17.03", "17.04", "17.05", "17.06", "17.07", "17.08", "17.09", "17.71");
        assertThat(map.shapes()).extracting(AreaMap.Shape::name).contains("Kabupaten Lebong", "Kota Bengkulu");
        assertThat(map.width()).isEqualTo(720);
        assertThat(map.height()).isBetween(700, 900);
        assertThat(map.pins()).isEmpty();
    }

    @Test
    void north_is_up_and_west_is_left() {
        var map = province("17");

        assertThat(shape(map, "17.06").labelY()).isLessThan(shape(map, "17.04").labelY());
        assertThat(shape(map, "17.06").labelX()).isLessThan(shape(map, "17.04").labelX());
    }

    @Test
    void the_borders_of_every_province_form_a_coverage() {
        for (var code : COUNTRY.provinces()) {
            var islands =
                    COUNTRY.kabupatenOf(code).stream().map(Outline::islands).toArray(Geometry[]::new);

            assertThat(islands).as(code).allMatch(Geometry::isValid);
            assertThat(CoverageValidator.isValid(islands)).as(code).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "12", "33", "94"})
    void neighbours_share_every_point_of_their_border(String code) {
        Map<DrawnPath.Edge, Integer> sides = new HashMap<>();
        for (var shape : province(code).shapes()) {
            DrawnPath.of(shape).edges().forEach(edge -> sides.merge(edge, 1, Integer::sum));
        }

        assertThat(sides.values()).allMatch(count -> count <= 2);
        assertThat(sides.values().stream().filter(count -> count == 2).count()).isGreaterThan(100);
    }

    @Test
    void the_mainland_of_bengkulu_has_one_border_around_it_and_no_gap_within() {
        Set<DrawnPath.Edge> outer = new HashSet<>();
        int islands = 0;
        for (var shape : province("17").shapes()) {
            var path = DrawnPath.of(shape);
            islands += path.rings().size() - 1;
            for (var edge : path.edges()) {
                if (!outer.add(edge)) {
                    outer.remove(edge);
                }
            }
        }

        assertThat(DrawnPath.loops(outer)).isEqualTo(1 + islands);
    }

    @Test
    void the_map_of_bengkulu_is_light() throws IOException {
        var paths = paths(province("17"));

        assertThat(paths.length()).isLessThanOrEqualTo(9_000);
        assertThat(compressed(paths)).isLessThanOrEqualTo(4_000);
    }

    @Test
    void every_province_has_a_light_map_of_all_its_kabupaten() {
        assertThat(COUNTRY.provinces()).hasSize(38);
        for (var code : COUNTRY.provinces()) {
            var map = province(code);

            assertThat(map.shapes()).hasSameSizeAs(COUNTRY.kabupatenOf(code));
            assertThat(paths(map).length()).as(code).isLessThanOrEqualTo(AreaMaps.BYTES_OF_PROVINCE);
            assertThatShapesAreSound(map);
        }
    }

    @Test
    void every_kabupaten_has_a_visible_outline() {
        var codes = COUNTRY.provinces().stream()
                .flatMap(province -> COUNTRY.kabupatenOf(province).stream())
                .map(Outline::code)
                .toList();
        assertThat(codes).hasSize(514).doesNotHaveDuplicates();
        for (var code : codes) {
            var map = MAPS.kabupaten(code).orElseThrow();

            assertThat(map.shapes()).as(code).extracting(AreaMap.Shape::code).containsExactly(code);
            assertThat(paths(map).length()).as(code).isLessThanOrEqualTo(AreaMaps.BYTES_OF_KABUPATEN);
            assertThatShapesAreSound(map);
        }
    }

    @Test
    void the_country_has_one_shape_a_province() {
        var map = MAPS.indonesia();

        assertThat(map.shapes()).hasSize(38);
        assertThat(shape(map, "17").name()).isEqualTo("Bengkulu");
        assertThat(map.shapes()).allMatch(shape -> !shape.name().equals(shape.code()));
        assertThat(paths(map).length()).isLessThanOrEqualTo(24_000);
        assertThatShapesAreSound(map);
    }

    @Test
    void no_line_between_kabupaten_is_left_inside_a_province() {
        // On the country's map Bengkulu has two rings: the mainland and Enggano.
        assertThat(DrawnPath.of(shape(MAPS.indonesia(), "17")).rings()).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "17.", "99", "17.07", "11.1", "17.07.04", "x"})
    void what_is_no_province_gives_no_map(String code) {
        assertThat(MAPS.kabupatenOf(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "17.7", "17.", "17.99", "17.07.04", "99.01", "11.1", "x.y"})
    void what_is_no_kabupaten_gives_no_map(String code) {
        assertThat(MAPS.kabupaten(code)).isEmpty();
    }

    @Test
    void codes_are_text() {
        assertThat(MAPS.kabupaten("11.10")).isPresent();
        assertThat(MAPS.kabupaten("11.1")).isEmpty();
    }

    @Test
    void a_map_is_drawn_once_however_many_ask() {
        var maps = new AreaMaps();

        var drawn = List.of("34", "34", "34", "34").parallelStream()
                .map(code -> System.identityHashCode(maps.kabupatenOf(code).orElseThrow()))
                .collect(Collectors.toSet());

        assertThat(drawn).hasSize(1);
    }

    private static void assertThatShapesAreSound(AreaMap map) {
        for (var shape : map.shapes()) {
            var path = DrawnPath.of(shape);
            assertThat(path.rings()).as(shape.code()).isNotEmpty().allMatch(ring -> ring.size() >= 3);
            assertThat(path.area()).as(shape.code()).isGreaterThan(0.5);
            assertThat(path.rings().stream().flatMap(List::stream))
                    .as(shape.code())
                    .allMatch(point -> inViewBox(map, point.x() / 10.0, point.y() / 10.0));
            assertThat(path.contains(shape.labelX(), shape.labelY()))
                    .as("label of %s", shape.code())
                    .isTrue();
        }
    }

    private static boolean inViewBox(AreaMap map, double x, double y) {
        return x >= 0 && x <= map.width() && y >= 0 && y <= map.height();
    }

    private static AreaMap province(String code) {
        return MAPS.kabupatenOf(code).orElseThrow();
    }

    private static AreaMap.Shape shape(AreaMap map, String code) {
        return map.shapes().stream()
                .filter(shape -> shape.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String paths(AreaMap map) {
        return map.shapes().stream().map(AreaMap.Shape::path).collect(Collectors.joining());
    }

    private static int compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.size();
    }

    private static CountryBorders country() {
        try (var file = AreaMaps.class.getResourceAsStream("boundaries-indonesia-kabupaten.topojson")) {
            return CountryBorders.read(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
