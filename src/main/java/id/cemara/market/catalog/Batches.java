package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.registry.Ids;
import id.cemara.shared.Checks;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Batches of a product with their expiry dates. What expires first is assumed to be sold first, so the
/// shelf holds those that expire last.
@Service
public class Batches {

    private static final int SHOWN = 30;
    private static final int SOON_DAYS = 14;
    private static final int LONGEST_CODE = 40;
    private static final int MOST = 1_000_000;

    /// Limits against typing errors: nothing sold was made earlier or keeps longer.
    private static final int YEARS_BACK = 10;

    private static final int YEARS_AHEAD = 30;

    private final JdbcClient db;
    private final Products products;
    private final Clock clock;

    Batches(JdbcClient db, Products products, Clock clock) {
        this.db = db;
        this.products = products;
        this.clock = clock;
    }

    private record Row(UUID id, String code, LocalDate madeOn, LocalDate expiresOn, int quantity) {}

    /// A batch.
    ///
    /// @param left how many of it are still on the shelf, computed from the present count
    /// @param state ended (expired), ending (within 14 days), fine, or sold if none is left
    public record Batch(
            UUID id, String code, LocalDate madeOn, LocalDate expiresOn, int quantity, int left, String state) {

        public boolean hasEnded() {
            return state.equals("ended");
        }

        public boolean isEnding() {
            return state.equals("ending");
        }
    }

    /// A batch as typed.
    record Typed(
            @Nullable String code,
            @Nullable String madeOn,
            @Nullable String expiresOn,
            @Nullable String quantity) {}

    /// The product's batches, the one that expires last first; at most 30.
    @Transactional(readOnly = true)
    List<Batch> of(ProductView product) {
        List<Row> rows = db.sql("""
                select id, code, made_on, expires_on, quantity
                  from market.batches
                 where product_id = :product and removed_at is null
                 order by expires_on desc, id desc
                 limit :most
                """)
                .param("product", product.id().value())
                .param("most", SHOWN)
                .query(Row.class)
                .list();
        LocalDate today = LocalDate.now(clock);
        var shelf = product.shelf();
        int onShelf = shelf == null ? 0 : shelf.onHand();
        List<Batch> batches = new ArrayList<>();
        for (Row row : rows) {
            int left = Math.min(onShelf, row.quantity());
            onShelf -= left;
            String state = left == 0
                    ? "sold"
                    : row.expiresOn().isBefore(today)
                            ? "ended"
                            : row.expiresOn().isBefore(today.plusDays(SOON_DAYS)) ? "ending" : "fine";
            batches.add(new Batch(row.id(), row.code(), row.madeOn(), row.expiresOn(), row.quantity(), left, state));
        }
        return batches;
    }

    /// Records a batch. Does not change the stock, which the group counts separately. Without an expiry
    /// date, the shelf life of the product gives it.
    ///
    /// @throws Refused with every invalid field, or if the product has a batch with that code
    @Transactional
    void add(String slug, Typed typed) {
        Permission.SELL.require();
        ProductView product = products.get(slug);
        var checks = new Checks();
        String code = typed.code() == null ? "" : typed.code().strip();
        checks.that(!code.isEmpty(), "code", "required").line("code", code, LONGEST_CODE);
        LocalDate today = LocalDate.now(clock);
        LocalDate made = checks.pastDay("madeOn", typed.madeOn(), today).orElse(null);
        checks.that(typed.madeOn() != null && !typed.madeOn().isBlank(), "madeOn", "required")
                .that(made == null || made.isAfter(today.minusYears(YEARS_BACK)), "madeOn", "product-batch-year");
        LocalDate until = checks.day("expiresOn", typed.expiresOn()).orElse(null);
        Integer keeps = product.details().shelfLifeDays();
        boolean isBlank = typed.expiresOn() == null || typed.expiresOn().isBlank();
        if (isBlank && made != null && keeps != null) {
            until = made.plusDays(keeps);
        }
        checks.that(!isBlank || until != null, "expiresOn", "required")
                .that(made == null || until == null || !until.isBefore(made), "expiresOn", "product-expiry")
                .that(until == null || until.isBefore(today.plusYears(YEARS_AHEAD)), "expiresOn", "product-batch-year");
        String digits = typed.quantity() == null ? "" : typed.quantity().strip();
        boolean isNumber =
                digits.matches("\\d{1,7}") && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= MOST;
        checks.that(isNumber, "quantity", "product-number", 1, MOST);
        checks.refuseProblems();
        int added = db.sql("""
                insert into market.batches (id, product_id, group_id, area_code, code, made_on, expires_on, quantity)
                values (:id, :product, :group, :area, :code, :made, :until, :quantity)
                    on conflict (product_id, code) where removed_at is null do nothing
                """)
                .param("id", Ids.next(clock))
                .param("product", product.id().value())
                .param("group", product.group().value())
                .param("area", product.areaCode())
                .param("code", code)
                .param("made", made)
                .param("until", until)
                .param("quantity", Integer.parseInt(digits))
                .update();
        if (added == 0) {
            throw new Refused(new ProductProblem.BatchKnown(code));
        }
    }

    /// Removes a batch that was recorded by mistake, which frees its code. Idempotent.
    @Transactional
    void remove(String slug, UUID id) {
        Permission.SELL.require();
        db.sql("""
                update market.batches
                   set removed_at = :now
                 where id = :id and product_id = :product and removed_at is null
                """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("id", id)
                .param("product", products.get(slug).id().value())
                .update();
    }
}
