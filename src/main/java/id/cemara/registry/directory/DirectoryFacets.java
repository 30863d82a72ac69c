package id.cemara.registry.directory;

import id.cemara.area.Areas;
import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.registry.GroupStage;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.RegistryDimensions;
import id.cemara.registry.Sector;
import id.cemara.shared.AreaCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// How many groups each choice of a facet would return. Without a search the counts are exact, from one
/// small cube per area that is cached until the registry changes. A search counts only its first
/// [Directory#MOST_HITS] results.
@Service
class DirectoryFacets {

    private static final int KEPT_CUBES = 600;

    private final JdbcClient db;
    private final Areas areas;
    private final AnswerCache<String, List<Cell>> cubes;

    DirectoryFacets(JdbcClient db, Areas areas, DataVersions versions) {
        this.db = db;
        this.areas = areas;
        this.cubes = new AnswerCache<>(versions, List.of("registry", "area"), KEPT_CUBES);
    }

    /// The counts for a filter.
    ///
    /// @param words those the search really used; empty without a search
    Facets of(DirectoryFilter filter, List<String> words) {
        String area = filter.area().map(AreaCode::value).orElse("");
        if (!words.isEmpty()) {
            List<Cell> hits = hits(filter, words);
            long total = hits.stream().mapToLong(Cell::count).sum();
            return facets(area, hits, total > Directory.MOST_HITS, new Selected(null, null, null));
        }
        List<Cell> cells = cubes.get(area, () -> cube(area));
        return facets(area, cells, false, Selected.of(filter));
    }

    private Facets facets(String area, List<Cell> cells, boolean more, Selected selected) {
        long total = sum(cells, cell -> selected.passes(cell, ""));
        List<FacetChoice> children = areaChoices(area, cells, selected);
        if (area.isEmpty() && children.size() == 1) { // with a single province, show its kabupaten
            String only = children.getFirst().key();
            children = areaChoices(only, cubes.get(only, () -> cube(only)), selected);
        }
        return new Facets(
                total,
                more,
                children,
                choices(
                        RegistryDimensions.SECTOR,
                        Sector.values(),
                        Sector::key,
                        cells,
                        selected,
                        (cell, key) -> cell.sectors.contains(key)),
                choices(
                        RegistryDimensions.STAGE,
                        GroupStage.values(),
                        GroupStage::key,
                        cells,
                        selected,
                        (cell, key) -> cell.stage.equals(key)),
                choices(
                        RegistryDimensions.STATUS,
                        OperatingStatus.values(),
                        OperatingStatus::key,
                        cells,
                        selected,
                        (cell, key) -> cell.status.equals(key)));
    }

    private List<FacetChoice> areaChoices(String area, List<Cell> cells, Selected selected) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Cell cell : cells) {
            if (!cell.child.equals(area) && selected.passes(cell, "")) {
                counts.merge(cell.child, cell.count, Long::sum);
            }
        }
        Map<String, String> names = areas.shortNames(counts.keySet());
        List<FacetChoice> choices = new ArrayList<>();
        counts.keySet().stream()
                .sorted()
                .forEach(code -> choices.add(
                        new FacetChoice(code, names.getOrDefault(code, code), counts.getOrDefault(code, 0L))));
        return choices;
    }

    private interface Has {
        boolean test(Cell cell, String key);
    }

    private static <E> List<FacetChoice> choices(
            String facet,
            E[] values,
            java.util.function.Function<E, String> keyOf,
            List<Cell> cells,
            Selected selected,
            Has has) {
        List<FacetChoice> choices = new ArrayList<>();
        for (E value : values) {
            String key = keyOf.apply(value);
            long count = sum(cells, cell -> has.test(cell, key) && selected.passes(cell, facet));
            choices.add(new FacetChoice(key, key, count));
        }
        return choices;
    }

    private static long sum(List<Cell> cells, Predicate<Cell> which) {
        return cells.stream().filter(which).mapToLong(cell -> cell.count).sum();
    }

    private List<Cell> cube(String area) {
        String where = area.isEmpty() ? "" : " where d.area_code >= :area and d.area_code < :area || '/'";
        var statement = db.sql(
                        "select left(d.area_code, :length) as child, d.sectors, d.stage, d.status, count(*) as groups"
                                + " from registry.directory d" + where + " group by 1, 2, 3, 4 order by 1")
                .param("length", childLength(area));
        return (area.isEmpty() ? statement : statement.param("area", area))
                .query(DirectoryFacets::read)
                .list();
    }

    private List<Cell> hits(DirectoryFilter filter, List<String> words) {
        DirectorySql sql = DirectorySql.of(filter);
        return db.sql("select left(h.area_code, :length) as child, h.sectors, h.stage, h.status, count(*) as groups"
                        + " from (select d.area_code, d.sectors, d.stage, d.status from registry.directory d"
                        + " where d.search @@ to_tsquery('indonesian', :query)" + sql.where() + " limit :most) h"
                        + " group by 1, 2, 3, 4 order by 1")
                .params(sql.parameters())
                .param("length", childLength(filter.area().map(AreaCode::value).orElse("")))
                .param("query", SearchWords.query(words))
                .param("most", Directory.MOST_HITS + 1)
                .query(DirectoryFacets::read)
                .list();
    }

    private static Cell read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Cell(
                row.getString("child"),
                List.of((String[]) row.getArray("sectors").getArray()),
                row.getString("stage"),
                row.getString("status"),
                row.getLong("groups"));
    }

    private static int childLength(String area) {
        return switch (area.length()) {
            case 0 -> 2;
            case 2 -> 5;
            case 5 -> 8;
            default -> 13;
        };
    }

    private record Cell(String child, List<String> sectors, String stage, String status, long count) {}

    /// The selected keys; null if a facet has no selection.
    private record Selected(
            @Nullable List<String> sectors,
            @Nullable List<String> stages,
            @Nullable List<String> statuses) {

        static Selected of(DirectoryFilter filter) {
            return new Selected(
                    keys(filter.sectors().stream().map(Sector::key).toList()),
                    keys(filter.stages().stream().map(GroupStage::key).toList()),
                    keys(filter.statuses().stream().map(OperatingStatus::key).toList()));
        }

        private static @Nullable List<String> keys(List<String> keys) {
            return keys.isEmpty() ? null : keys;
        }

        /// Whether a cell passes the selection, ignoring the facet that is being counted.
        boolean passes(Cell cell, String except) {
            return (sectors == null
                            || except.equals(RegistryDimensions.SECTOR)
                            || cell.sectors.stream().anyMatch(sectors::contains))
                    && (stages == null || except.equals(RegistryDimensions.STAGE) || stages.contains(cell.stage))
                    && (statuses == null || except.equals(RegistryDimensions.STATUS) || statuses.contains(cell.status));
        }
    }
}
