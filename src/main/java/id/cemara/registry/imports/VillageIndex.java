package id.cemara.registry.imports;

import id.cemara.area.Areas;
import id.cemara.area.Areas.Place;
import id.cemara.shared.AreaCode;
import id.cemara.shared.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The villages in the importer's scope, found by code or path. A name alone is not enough, since names
/// repeat even within a kabupaten.
final class VillageIndex {

    private static final String KINDS =
            "^(desa|ds|kelurahan|kel|nagari|kecamatan|kec|kabupaten|kab|kota|kotamadya|provinsi|prov|propinsi) ";

    private final Map<String, Place> byCode = new HashMap<>();
    private final Map<String, List<Village>> byName = new HashMap<>();

    private record Village(Place place, List<String> path) {}

    private VillageIndex(List<Place> places) {
        for (Place place : places) {
            byCode.put(place.code(), place);
            List<String> path = parts(place.path());
            byName.computeIfAbsent(path.getFirst(), ignored -> new ArrayList<>())
                    .add(new Village(place, path));
        }
    }

    static VillageIndex of(Areas areas, List<String> scope) {
        return new VillageIndex(areas.villagesWithin(scope));
    }

    /// All villages that a text may mean.
    ///
    /// @param found empty if no village in scope matches
    /// @param named whether the text was only a village name
    record Found(List<Place> found, boolean named) {}

    Found find(String text) {
        if (AreaCode.parse(text).isPresent()) {
            Place place = byCode.get(text);
            return new Found(place == null ? List.of() : List.of(place), false);
        }
        List<String> asked = parts(text);
        if (asked.isEmpty()) {
            return new Found(List.of(), false);
        }
        List<Place> found = byName.getOrDefault(asked.getFirst(), List.of()).stream()
                .filter(village -> fits(village.path(), asked))
                .map(Village::place)
                .toList();
        return new Found(found, asked.size() == 1);
    }

    /// Whether the parts match the village and its ancestors, in order. Paths end at the kabupaten, so a
    /// province after it is ignored.
    private static boolean fits(List<String> path, List<String> asked) {
        int at = 0;
        for (int i = 0; i < asked.size(); i++) {
            while (at < path.size() && !path.get(at).equals(asked.get(i))) {
                at++;
            }
            if (at == path.size()) {
                return i >= 2 && i == asked.size() - 1;
            }
            at++;
        }
        return true;
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("[,/;>]"))
                .map(PlainText::of)
                .map(part -> part.replaceFirst(KINDS, ""))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
