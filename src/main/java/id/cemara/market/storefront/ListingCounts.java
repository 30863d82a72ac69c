package id.cemara.market.storefront;

import id.cemara.area.Areas;
import id.cemara.market.catalog.Categories;
import id.cemara.market.storefront.Counts.Choice;
import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.shared.AreaCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Counts the choices beside the list. One statement counts every combination within group, area and price
/// (a cube), which is cached until the market's data change. Counts beside a search come from its ranked
/// results.
@Service
class ListingCounts {

    private static final int KEPT_CUBES = 600;

    private final JdbcClient db;
    private final Areas areas;
    private final Categories categories;
    private final Clock clock;
    private final SearchRanking ranking;
    private final AnswerCache<Question, Cube> cubes;
    private final AnswerCache<List<String>, Map<String, String>> names;

    ListingCounts(
            JdbcClient db,
            Areas areas,
            Categories categories,
            SearchRanking ranking,
            DataVersions versions,
            Clock clock) {
        this.db = db;
        this.areas = areas;
        this.categories = categories;
        this.clock = clock;
        this.ranking = ranking;
        this.cubes = new AnswerCache<>(versions, FreshMarket.TOPICS, KEPT_CUBES);
        this.names = new AnswerCache<>(versions, FreshMarket.TOPICS, KEPT_CUBES);
    }

    /// The counts for a filter.
    ///
    /// @param text as used by the search, after correction
    Counts of(ProductFilter filter, SearchText text) {
        String area = filter.area().map(AreaCode::value).orElse("");
        if (text.isEmpty()) {
            return counts(filter, cube(filter, area), inside -> cube(filter, inside));
        }
        List<SearchRanking.Hit> within = ranking.within(filter, text);
        if (within.size() <= SearchRanking.MOST) {
            return counts(filter, cube(within, area), inside -> cube(within, inside));
        }
        // With more matches than are ranked, these are only a sample: it cannot tell how many pass the
        // other choices, and a choice missing from it may still have products. The page then shows the
        // choices of the whole market without their counts.
        int found = ranking.of(filter, text).size();
        Counts all = counts(filter, cube(filter, area), inside -> cube(filter, inside));
        return new Counts(
                Math.min(found, SearchRanking.MOST),
                true,
                all.areas(),
                all.categories(),
                all.kinds(),
                all.halal(),
                all.homeFood(),
                all.inStock());
    }

    private Cube cube(List<SearchRanking.Hit> within, String area) {
        Map<Cell, Long> counts = new LinkedHashMap<>();
        int length = childLength(area);
        for (SearchRanking.Hit hit : within) {
            counts.merge(
                    new Cell(
                            hit.areaCode()
                                    .substring(
                                            0, Math.min(length, hit.areaCode().length())),
                            hit.category(),
                            hit.kind(),
                            hit.halal(),
                            hit.homeFood(),
                            hit.inStock(),
                            0),
                    1L,
                    Long::sum);
        }
        List<Cell> cells = counts.entrySet().stream()
                .map(counted -> counted.getKey().of(counted.getValue()))
                .toList();
        return new Cube(
                cells, names(cells.stream().map(Cell::child).distinct().sorted().toList()));
    }

    /// Cached, because area names hardly ever change and the same ones are read again and again.
    private Map<String, String> names(List<String> codes) {
        return names.get(codes, () -> areas.shortNames(codes));
    }

    /// The areas with products directly inside a place, or inside the country, to choose the place for
    /// sorting by distance.
    List<Choice> placesIn(Optional<AreaCode> place) {
        ProductFilter all = new ProductFilter(
                Optional.empty(),
                Optional.empty(),
                place,
                List.of(),
                false,
                false,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ProductSort.NEWEST);
        return of(all, SearchText.NONE).areas();
    }

    private Counts counts(ProductFilter filter, Cube cube, Function<String, Cube> cubeOf) {
        List<Cell> cells = cube.cells;
        String area = filter.area().map(AreaCode::value).orElse("");
        long total = sum(cells, cell -> passes(filter, cell, ""));
        List<Choice> children = areaChoices(filter, area, cube);
        if (area.isEmpty() && children.size() == 1) { // one province has them all: show its kabupaten
            String only = children.getFirst().key();
            children = areaChoices(filter, only, cubeOf.apply(only));
        }
        List<Choice> kindsOfGoods = new ArrayList<>();
        categories
                .kept()
                .keySet()
                .forEach(key -> kindsOfGoods.add(new Choice(
                        key, key, sum(cells, cell -> cell.category.equals(key) && passes(filter, cell, "category")))));
        List<Choice> kinds = new ArrayList<>();
        for (String kind : List.of("ready", "made-to-order")) {
            kinds.add(new Choice(
                    kind, kind, sum(cells, cell -> cell.kind.equals(kind) && passes(filter, cell, "kind"))));
        }
        return new Counts(
                total,
                false,
                children,
                kindsOfGoods,
                kinds,
                new Choice("true", "halal", sum(cells, cell -> cell.halal && passes(filter, cell, "halal"))),
                new Choice("true", "pIrt", sum(cells, cell -> cell.homeFood && passes(filter, cell, "pIrt"))),
                new Choice("true", "inStock", sum(cells, cell -> cell.inStock && passes(filter, cell, "inStock"))));
    }

    private static List<Choice> areaChoices(ProductFilter filter, String area, Cube cube) {
        Map<String, Long> counts = new TreeMap<>();
        for (Cell cell : cube.cells) {
            if (!cell.child.equals(area) && passes(filter, cell, "")) {
                counts.merge(cell.child, cell.count, Long::sum);
            }
        }
        List<Choice> choices = new ArrayList<>();
        counts.forEach((code, count) -> choices.add(new Choice(code, cube.names.getOrDefault(code, code), count)));
        return choices;
    }

    private static boolean passes(ProductFilter filter, Cell cell, String except) {
        return (filter.categories().isEmpty()
                        || except.equals("category")
                        || filter.categories().contains(cell.category))
                && (filter.kinds().isEmpty()
                        || except.equals("kind")
                        || filter.kinds().contains(cell.kind))
                && (!filter.halal() || except.equals("halal") || cell.halal)
                && (!filter.homeFood() || except.equals("pIrt") || cell.homeFood)
                && (!filter.inStock() || except.equals("inStock") || cell.inStock);
    }

    private static long sum(List<Cell> cells, Predicate<Cell> which) {
        return cells.stream().filter(which).mapToLong(cell -> cell.count).sum();
    }

    private Cube cube(ProductFilter filter, String area) {
        return cubes.get(
                new Question(filter.group(), area, filter.minPrice(), filter.maxPrice(), LocalDate.now(clock)),
                () -> count(filter, area));
    }

    private Cube count(ProductFilter filter, String area) {
        ListingSql sql = ListingSql.ground(filter, SearchText.NONE);
        List<Cell> cells = db.sql("""
                        select left(l.area_code, :length) as child, l.category_key as category, l.kind,
                               coalesce(l.halal_until >= :today, false) as halal,
                               coalesce(l.p_irt_until >= :today, false) as home_food,
                               not %s as in_stock, count(*) as count
                          from market.listings l
                         where true%s
                         group by 1, 2, 3, 4, 5, 6
                         order by 1
                        """.formatted(ListingSql.SOLD_OUT, sql.where()))
                .params(sql.parameters())
                .param("length", childLength(area))
                .param("today", LocalDate.now(clock))
                .query(Cell.class)
                .list();
        return new Cube(
                cells,
                areas.shortNames(cells.stream().map(Cell::child).distinct().toList()));
    }

    private static int childLength(String area) {
        return switch (area.length()) {
            case 0 -> 2;
            case 2 -> 5;
            case 5 -> 8;
            default -> 13;
        };
    }

    private record Question(
            Optional<String> group, String area, Optional<Long> minPrice, Optional<Long> maxPrice, LocalDate today) {}

    private record Cube(List<Cell> cells, Map<String, String> names) {}

    record Cell(
            String child, String category, String kind, boolean halal, boolean homeFood, boolean inStock, long count) {

        Cell of(long number) {
            return new Cell(child, category, kind, halal, homeFood, inStock, number);
        }
    }
}
