package id.cemara.area;

import id.cemara.shared.AreaCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/// Maps of areas, each drawn on first use and then cached: at most one per province and kabupaten, about 2
/// MB in all. The parsed borders are cached too (1 MB), the parsed files are not. Thread-safe. Borders are
/// indicative: BPS and OCHA ROAP, valid 2020-04-01 (CC BY 3.0 IGO), simplified.
public final class AreaMaps {

    private static final String BENGKULU = "17";

    /// Maximum size of one map's paths in bytes, before compression.
    static final int BYTES_OF_BENGKULU = 9_000;

    static final int BYTES_OF_PROVINCE = 14_000;
    static final int BYTES_OF_KABUPATEN = 6_000;
    static final int BYTES_OF_COUNTRY = 24_000;

    private final SingletonSupplier<CountryBorders> country =
            SingletonSupplier.of(() -> read("boundaries-indonesia-kabupaten.topojson", CountryBorders::read));
    private final SingletonSupplier<List<Outline>> bengkulu =
            SingletonSupplier.of(() -> read("boundaries-bengkulu.geojson", BengkuluBorders::read));
    private final SingletonSupplier<SequencedMap<String, AreaPoint>> points =
            SingletonSupplier.of(() -> read("points-bengkulu.csv", AreaTables::points));
    private final Map<String, AreaMap> drawn = new ConcurrentHashMap<>();

    /// The children of an area as shapes, or the provinces; empty if there is no such map.
    public Optional<AreaMap> ofChildren(@Nullable AreaCode code) {
        if (code == null) {
            return Optional.of(indonesia());
        }
        return code.depth() == 1 ? kabupatenOf(code.value()) : Optional.empty();
    }

    /// The kabupaten and kota of a province as shapes; empty for an unknown province.
    Optional<AreaMap> kabupatenOf(String provinceCode) {
        if (provinceCode.equals(BENGKULU)) {
            return Optional.of(drawn.computeIfAbsent(
                    provinceCode, code -> MapDrawing.draw(bengkulu.obtain(), List.of(), BYTES_OF_BENGKULU)));
        }
        if (!country.obtain().provinces().contains(provinceCode)) {
            return Optional.empty();
        }
        return Optional.of(drawn.computeIfAbsent(
                provinceCode,
                code -> MapDrawing.draw(country.obtain().kabupatenOf(code), List.of(), BYTES_OF_PROVINCE)));
    }

    /// One kabupaten or kota as the only shape, in Bengkulu with its kecamatan as pins; empty for an unknown
    /// code.
    Optional<AreaMap> kabupaten(String code) {
        var outline = outline(code);
        if (outline.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(drawn.computeIfAbsent(
                code, wanted -> MapDrawing.draw(outline, kecamatanOf(wanted), BYTES_OF_KABUPATEN)));
    }

    /// A kecamatan or village of Bengkulu as the only pin in the outline of its kabupaten; empty for other
    /// levels and provinces, for which there are no coordinates.
    Optional<AreaMap> within(String code) {
        var place = points.obtain().get(code);
        if (place == null || place.depth() < 3) {
            return Optional.empty();
        }
        var kabupaten = code.substring(0, code.indexOf('.', BENGKULU.length() + 1));
        var pin = MapProjection.around(outline(kabupaten)).pin(place);
        return kabupaten(kabupaten).map(map -> new AreaMap(map.width(), map.height(), map.shapes(), List.of(pin)));
    }

    /// The whole country with one shape per province.
    AreaMap indonesia() {
        return drawn.computeIfAbsent("", code -> {
            var names = read("provinces.csv", AreaTables::names);
            var provinces = country.obtain().provinces().stream()
                    .map(province -> country.obtain().province(province, names.getOrDefault(province, province)))
                    .toList();
            return MapDrawing.draw(provinces, List.of(), BYTES_OF_COUNTRY);
        });
    }

    /// The outline of a kabupaten, in Bengkulu the finer one; empty for an unknown code.
    private List<Outline> outline(String code) {
        return code.startsWith(BENGKULU + ".")
                ? bengkulu.obtain().stream()
                        .filter(area -> area.code().equals(code))
                        .toList()
                : country.obtain().kabupaten(code);
    }

    private List<AreaPoint> kecamatanOf(String kabupaten) {
        return points.obtain().values().stream()
                .filter(point -> point.depth() == 3 && point.code().startsWith(kabupaten + "."))
                .toList();
    }

    private interface Reader<T> {
        T read(InputStream file);
    }

    private static <T> T read(String file, Reader<T> reader) {
        try (var stream = AreaMaps.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return reader.read(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
