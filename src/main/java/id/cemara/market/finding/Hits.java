package id.cemara.market.finding;

import id.cemara.platform.DataVersions;
import id.cemara.platform.FreshAnswers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What a search finds, the best first: the products alone, and of each what is counted beside the list. One statement
/// gives both the pages and the counts of a search, and the last searches are kept until the market changes.
@Service
class Hits {

    /// How many are ranked and counted: a word that half of all products have must not sort half the table.
    static final int MOST = 1000;

    private static final int KEPT = 40;

    private final JdbcClient db;
    private final Clock clock;
    private final FreshAnswers<Question, List<Hit>> kept;

    Hits(JdbcClient db, Clock clock, DataVersions versions) {
        this.db = db;
        this.clock = clock;
        this.kept = new FreshAnswers<>(versions, FreshMarket.TOPICS, KEPT);
    }

    /// A product found.
    record Hit(
            UUID id, String areaCode, String category, String kind, boolean halal, boolean homeFood, boolean inStock) {

        boolean passes(ProductFilter filter) {
            return (filter.categories().isEmpty() || filter.categories().contains(category))
                    && (filter.kinds().isEmpty() || filter.kinds().contains(kind))
                    && (!filter.halal() || halal)
                    && (!filter.homeFood() || homeFood)
                    && (!filter.inStock() || inStock);
        }
    }

    /// What the text finds within the filter's group, area and price, whatever else is chosen: at most one more than
    /// [#MOST].
    List<Hit> within(ProductFilter filter, SearchText text) {
        ProductFilter ground = filter.ground();
        return kept.get(new Question(text, ground, LocalDate.now(clock)), () -> read(ground, text));
    }

    /// What passes the whole filter: at most one more than [#MOST].
    List<Hit> of(ProductFilter filter, SearchText text) {
        List<Hit> within = within(filter, text);
        if (filter.isPlain()) {
            return within;
        }
        if (within.size() <= MOST) {
            return within.stream().filter(hit -> hit.passes(filter)).toList();
        }
        ProductFilter chosen = filter.sorted(ProductSort.RELEVANCE);
        return kept.get(new Question(text, chosen, LocalDate.now(clock)), () -> read(chosen, text));
    }

    private List<Hit> read(ProductFilter filter, SearchText text) {
        LocalDate today = LocalDate.now(clock);
        ListingSql sql = ListingSql.of(filter, text, today);
        return db.sql("""
                with l as materialized (
                     select l.product_id, l.area_code, l.category_key, l.kind, l.halal_until, l.p_irt_until, l.stock,
                            l.name_key, ts_rank(l.search, %s) as rank
                       from market.listings l
                      where true%s
                      limit :most)
                select l.product_id as id, l.area_code, l.category_key as category, l.kind,
                       coalesce(l.halal_until >= :day, false) as halal,
                       coalesce(l.p_irt_until >= :day, false) as home_food, l.stock <> 'none' as in_stock
                  from l
                 order by l.stock = 'none', l.rank desc, l.name_key, l.product_id
                """.formatted(ListingSql.WANTED, sql.where()))
                .params(sql.parameters())
                .param("most", MOST + 1)
                .param("day", today)
                .query((row, number) -> new Hit(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3).intern(),
                        row.getString(4).intern(),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7)))
                .list();
    }

    private record Question(SearchText text, ProductFilter filter, LocalDate today) {}
}
