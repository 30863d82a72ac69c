package id.cemara.market.feedback;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.OrderLine;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.registry.Ids;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.ProductId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.NotAllowed;
import id.cemara.shared.RequestProblem.Outdated;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reviews: one for each product of a delivered order, written by its buyer. The group may answer; an
/// office may hide one for a reason, which is noted in the audit trail. A review counts only as long as its
/// order stays delivered.
@Service
public class Reviews {

    static final int LONGEST_WORDS = 1000;

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_REASON = 500;

    private static final String COLUMNS = """
            select r.id, r.product_id as product, l.name as product_name, l.slug as product_slug, r.group_id as "group",
                   r.area_code, s.name as group_name, r.stars, r.words, r.reviewer, r.written_at, r.answer, r.hidden_at,
                   r.hidden_why, r.is_counted, r.version
              from market.reviews r
              join market.sellers s on s.group_id = r.group_id
              join lateral (select l.name, l.slug
                              from market.order_lines l
                             where l.order_id = r.order_id and l.product_id = r.product_id
                             limit 1) l on true
             where true
            """;

    private final JdbcClient db;
    private final Orders orders;
    private final AuditTrail audit;
    private final Clock clock;

    Reviews(JdbcClient db, Orders orders, AuditTrail audit, Clock clock) {
        this.db = db;
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    /// The reviews of an order, by product.
    @Transactional(readOnly = true)
    public Map<ProductId, Review> ofOrder(OrderView order) {
        Map<ProductId, Review> reviews = new HashMap<>();
        db.sql(COLUMNS + " and r.order_id = :order limit 100")
                .param("order", order.id().value())
                .query(Review.class)
                .list()
                .forEach(review -> reviews.put(review.product(), review));
        return reviews;
    }

    /// Writes the buyer's review.
    ///
    /// @param showsName whether the first name may be shown
    /// @param isOwn whether the order's own group is writing, see [OwnReviews]
    /// @throws Refused if the actor is not the buyer, the order is not delivered, its own group is writing,
    /// a field is invalid, or the product was reviewed already
    @Transactional
    public void write(
            String code,
            @Nullable String product,
            @Nullable String stars,
            @Nullable String words,
            boolean showsName,
            Predicate<OrderView> isOwn) {
        OrderView order = orders.get(code);
        if (!(CurrentActor.get() instanceof Actor.Holder)) {
            throw new Refused(new NotAllowed());
        }
        if (!isReviewable(order)) {
            throw new Refused(new VoiceProblem.ReviewNotDelivered());
        }
        if (isOwn.test(order)) {
            throw new Refused(new VoiceProblem.ReviewOwn(order.groupName()));
        }
        OrderLine line = order.lines().stream()
                .filter(each -> each.slug().equals(product))
                .findFirst()
                .orElseThrow(Refused::notFound);
        var checks = new Checks();
        checks.that(stars != null && stars.matches("[1-5]"), "stars", "stars");
        String said = checks.text("words", words, LONGEST_WORDS, false);
        checks.refuseProblems();
        int written = db.sql("""
                insert into market.reviews (id, order_id, product_id, group_id, area_code, token_hash, stars, words,
                                            reviewer, written_at)
                select :id, o.id, :product, o.group_id, o.area_code, o.token_hash, :stars, :words, :reviewer, :now
                  from market.orders o
                 where o.id = :order
                    on conflict do nothing
                """)
                .param("id", Ids.next(clock))
                .param("order", order.id().value())
                .param("product", line.product().value())
                .param("stars", Integer.parseInt(String.valueOf(stars)))
                .param("words", said == null ? "" : said)
                .param("reviewer", showsName ? firstName(order.buyer().name()) : null, Types.VARCHAR)
                .param("now", now())
                .update();
        if (written == 0) {
            throw new Refused(new VoiceProblem.ReviewKnown());
        }
    }

    /// Whether the order's products may be reviewed now.
    public static boolean isReviewable(OrderView order) {
        return order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.CLOSED;
    }

    /// The first word of a name that is not a title.
    public static String firstName(String name) {
        for (String word : name.strip().split("\\s+")) {
            if (!word.endsWith(".") && !word.matches("(?iu)bu|ibu|pak|bapak|hj|h|mbak|mas|kak|sdr|sdri|ny|tn|dr|ir")) {
                return word.length() <= LONGEST_NAME ? word : word.substring(0, LONGEST_NAME);
            }
        }
        String only = name.strip().split("\\s+", 2)[0];
        return only.length() <= LONGEST_NAME ? only : only.substring(0, LONGEST_NAME);
    }

    /// One page of the reviews in scope, hidden ones included, newest first.
    @Transactional(readOnly = true)
    public Listing<Review> page(int size, @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        Optional<Cursor> from = Cursor.optional(cursor, 1);
        List<Review> found = db.sql(COLUMNS + """
                   and (platform.in_area(r.area_code) or platform.in_group(r.group_id))
                   and (:before::uuid is null or r.id < :before::uuid)
                 order by r.id desc
                 limit :limit
                """)
                .param("before", from.map(at -> at.id(0)).orElse(null))
                .param("limit", size + 1)
                .query(Review.class)
                .list();
        return Listing.page(found, size, last -> Cursor.of(last.id().toString()).text());
    }

    /// Writes or replaces the group's answer.
    ///
    /// @param seen the version that was read; null is refused
    @Transactional
    public void answer(UUID id, @Nullable Integer seen, @Nullable String words) {
        Permission.SELL.require();
        Review before = asSeen(id, seen);
        var checks = new Checks();
        String said = checks.text("answer", words, LONGEST_WORDS, true);
        checks.refuseProblems();
        db.sql("update market.reviews set answer = :answer, answered_at = :now, version = version + 1 where id = :id")
                .param("answer", said)
                .param("now", now())
                .param("id", id)
                .update();
        note("review.answered", before, Map.of(), null);
    }

    /// Hides the review. Idempotent.
    ///
    /// @param seen the version that was read; null is refused
    /// @param why the reason; required
    @Transactional
    public void hide(UUID id, @Nullable Integer seen, @Nullable String why) {
        Permission.HIDE_REVIEWS.require();
        Review before = asSeen(id, seen);
        var checks = new Checks();
        String reason = checks.text("why", why, LONGEST_REASON, true);
        checks.refuseProblems();
        if (before.hiddenAt() != null) {
            return;
        }
        db.sql("update market.reviews set hidden_at = :now, hidden_why = :why, version = version + 1 where id = :id")
                .param("now", now())
                .param("why", reason)
                .param("id", id)
                .update();
        note("review.hidden", before, Map.of("hidden", new Change("false", "true")), reason);
    }

    /// Shows the review again. Idempotent.
    ///
    /// @param seen the version that was read; null is refused
    @Transactional
    public void show(UUID id, @Nullable Integer seen) {
        Permission.HIDE_REVIEWS.require();
        Review before = asSeen(id, seen);
        if (before.hiddenAt() == null) {
            return;
        }
        db.sql("update market.reviews set hidden_at = null, hidden_why = null, version = version + 1 where id = :id")
                .param("id", id)
                .update();
        note("review.shown", before, Map.of("hidden", new Change("true", "false")), null);
    }

    /// Locks the review until the transaction ends and checks its version.
    private Review asSeen(UUID id, @Nullable Integer seen) {
        inScope(id);
        db.sql("select id from market.reviews where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .optional();
        Review now = inScope(id);
        Outdated.require(now.version(), seen);
        return now;
    }

    private Review inScope(UUID id) {
        return db.sql(COLUMNS + " and r.id = :id and (platform.in_area(r.area_code) or platform.in_group(r.group_id))")
                .param("id", id)
                .query(Review.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private void note(String action, Review review, Map<String, Change> facts, @Nullable String reason) {
        audit.add(AuditEntry.of(action, "review", review.id(), review.areaCode(), review.group())
                .changing(facts)
                .because(reason));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
