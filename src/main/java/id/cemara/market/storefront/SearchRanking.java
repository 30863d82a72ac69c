package id.cemara.market.storefront;

import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.shared.PlainText;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Ranks the results of a search, best first, as ids with the facts that the counts need. One statement
/// serves both the pages and the counts of a search. The last searches are cached until the market's data
/// change.
///
/// If more match than are ranked, products named exactly or starting like the text come first, then those
/// with the words in the product's or group's name, then other matches. Each of the three uses its own
/// index, and the next runs only if there is room left.
@Service
class SearchRanking {

    /// The most results that are ranked and counted, so that a very common word does not sort half of the
    /// table.
    static final int MOST = 1000;

    private static final int KEPT = 40;

    private static final String CALLED = "(l.name_key >= :name and l.name_key < :name_end)";

    /// Sorts after every letter in the index's collation.
    private static final char LAST_LETTER = '\uffff';

    /// Sorts after a blank and before every letter and digit, so that a name ending in a number does not
    /// match longer numbers.
    private static final char BEHIND_A_BLANK = '!';

    private final JdbcClient db;
    private final Clock clock;
    private final AnswerCache<Question, List<Hit>> kept;

    SearchRanking(JdbcClient db, Clock clock, DataVersions versions) {
        this.db = db;
        this.clock = clock;
        this.kept = new AnswerCache<>(versions, FreshMarket.TOPICS, KEPT);
    }

    /// A product that matches the search.
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

    /// The matches within the filter's group, area and price, regardless of its other choices: at most
    /// [#MOST] + 1.
    List<Hit> within(ProductFilter filter, SearchText text) {
        ProductFilter ground = filter.ground();
        return kept.get(new Question(text, ground, LocalDate.now(clock)), () -> read(ground, text));
    }

    /// The matches that pass the whole filter: at most [#MOST] + 1.
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
        ListingSql sql = ListingSql.of(filter, SearchText.NONE, LocalDate.now(clock));
        String some = "(select l.* from market.listings l where true" + sql.where() + " and %s limit :most)";
        return db.sql("""
                with l as materialized (
                     select l.product_id, l.area_code, l.category_key, l.kind, l.halal_until, l.p_irt_until,
                            {soldOut} as sold_out, l.name_key, ts_rank(l.search, {wanted}) as rank
                       from ({called} union all {named} union all {mentioned}) l
                      limit :most)
                select l.product_id as id, l.area_code, l.category_key as category, l.kind,
                       coalesce(l.halal_until >= :today, false) as halal,
                       coalesce(l.p_irt_until >= :today, false) as home_food, not l.sold_out as in_stock
                  from l
                 order by l.sold_out, l.name_key = :name desc, l.rank desc, l.name_key, l.product_id
                """.replace("{called}", some.formatted(CALLED + " order by l.name_key, l.product_id"))
                        .replace("{named}", some.formatted("l.named @@ {wanted} and not " + CALLED))
                        .replace(
                                "{mentioned}",
                                some.formatted("l.search @@ {wanted} and not l.named @@ {wanted} and not " + CALLED))
                        .replace("{wanted}", ListingSql.WANTED)
                        .replace("{soldOut}", ListingSql.SOLD_OUT))
                .params(sql.parameters())
                .params(ListingSql.wanted(text))
                .param("name", text.name())
                .param("name_end", text.name() + (endsInNumber(text.name()) ? BEHIND_A_BLANK : LAST_LETTER))
                .param("most", MOST + 1)
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

    private static boolean endsInNumber(String name) {
        return PlainText.isNumber(name.substring(name.lastIndexOf(' ') + 1));
    }

    private record Question(SearchText text, ProductFilter filter, LocalDate today) {}
}
