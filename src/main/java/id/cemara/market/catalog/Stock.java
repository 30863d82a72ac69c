package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.registry.Ids;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.ProductId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.VisibleText;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The stock of products that are ready, as groups count it. Reservations are changed by orders only.
@Service
public class Stock {

    /// The most packs on a shelf; a check of the table has the same limit.
    public static final int MOST = 1_000_000;

    private static final int LONGEST_REASON = 200;

    private final JdbcClient db;
    private final Clock clock;

    Stock(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The stock of a product.
    ///
    /// @param product its slug
    /// @param onHand packs on the shelf, including those reserved
    /// @param version incremented by every count, and whenever goods leave the shelf or come back
    public record Shelf(String product, int onHand, int reserved, int version) {

        public int available() {
            return onHand - reserved;
        }
    }

    private record Counted(UUID id, UUID groupId, String areaCode, String kind) {}

    private record Before(int onHand, int reserved, int version) {}

    /// The stock of a product of a group that the actor may act for.
    ///
    /// @throws Refused as not found otherwise
    @Transactional(readOnly = true)
    public Shelf of(String slug) {
        Permission.SELL.require();
        Counted product = product(slug);
        return shelf(new ProductId(product.id()), false)
                .map(before -> new Shelf(slug, before.onHand(), before.reserved(), before.version()))
                .orElse(new Shelf(slug, 0, 0, 0));
    }

    /// Records a count. All counts are kept.
    ///
    /// @param onHand packs on the shelf, including those reserved
    /// @param version the version of the shelf that was read; null to skip the check
    /// @param why null if no reason was given
    /// @throws Refused if the actor may not act for the group, the product is made to order, the shelf
    /// changed since that version, or more is reserved than counted
    @Transactional
    public Shelf count(String slug, int onHand, @Nullable Integer version, @Nullable String why) {
        Permission.SELL.require();
        String reason = why == null || why.isBlank() ? null : why.strip();
        new Checks()
                .that(onHand >= 0 && onHand <= MOST, "onHand", "on-hand", MOST)
                .that(reason == null || reason.length() <= LONGEST_REASON, "why", "too-long", LONGEST_REASON)
                .that(reason == null || VisibleText.isLine(reason), "why", "no-control")
                .refuseProblems();
        Counted product = product(slug);
        if (!product.kind().equals("ready")) {
            throw new Refused(new ProductProblem.MadeToOrder(slug));
        }
        db.sql("""
                insert into market.stock (product_id, group_id, area_code, on_hand)
                values (:product, :group, :area, 0)
                    on conflict (product_id) do nothing
                """)
                .param("product", product.id())
                .param("group", product.groupId())
                .param("area", product.areaCode())
                .update();
        Before before = shelf(new ProductId(product.id()), true).orElseThrow(Refused::notFound);
        if (version != null && version != before.version()) {
            throw new Refused(RequestProblem.Outdated.at(before.version()));
        }
        if (before.reserved() > onHand) {
            throw new Refused(new ProductProblem.BelowReserved(slug, before.reserved()));
        }
        int changed = db.sql("""
                with counted as (
                         update market.stock
                            set on_hand = :after, version = version + 1
                          where product_id = :product and reserved <= :after
                         returning product_id, group_id, area_code)
                insert into market.stock_counts (id, product_id, group_id, area_code, counted_at, counted_by, before,
                       after, why)
                select :id, product_id, group_id, area_code, :now, :account, :before, :after, :why from counted
                """)
                .param("id", Ids.next(clock))
                .param("product", product.id())
                .param("before", before.onHand())
                .param("after", onHand)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param(
                        "account",
                        CurrentActor.get()
                                .account()
                                .map(account -> account.id())
                                .orElse(null),
                        Types.OTHER)
                .param("why", reason, Types.VARCHAR)
                .update();
        if (changed != 1) {
            throw new IllegalStateException("the shelf could not be counted");
        }
        return new Shelf(slug, onHand, before.reserved(), before.version() + 1);
    }

    /// Published products are readable by everybody, so the query itself checks that the actor may act for
    /// the group.
    private Counted product(String slug) {
        return db.sql("""
                select id, group_id, area_code, kind
                  from market.products
                 where slug = :slug and (platform.in_area(area_code) or platform.in_group(group_id))
                """).param("slug", slug).query(Counted.class).optional().orElseThrow(Refused::notFound);
    }

    private Optional<Before> shelf(ProductId product, boolean held) {
        return db.sql("select on_hand, reserved, version from market.stock where product_id = :product"
                        + (held ? " for no key update" : ""))
                .param("product", product.value())
                .query(Before.class)
                .optional();
    }
}
