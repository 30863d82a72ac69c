package id.cemara.market.shop;

import id.cemara.identity.Permission;
import id.cemara.market.catalog.Amounts;
import id.cemara.shared.Checks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The couriers and their weight rules: dated data with a source, kept by provincial and national offices.
@Service
class Couriers {

    private static final int LONGEST_SOURCE = 300;

    private final JdbcClient db;
    private final Clock clock;

    Couriers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// A courier's weight rule as typed.
    record Typed(
            @Nullable String courier,
            @Nullable String minimumKg,
            @Nullable String toleranceGrams,
            @Nullable String volumetricDivisor,
            @Nullable String collectsCash,
            @Nullable String source) {}

    /// All couriers in display order, each with its latest rule.
    @Transactional(readOnly = true)
    List<Courier> all() {
        return db.sql("""
                select distinct on (c.position) c.key, c.name, r.noted_on, r.minimum_kg, r.tolerance_grams,
                       r.volumetric_divisor, coalesce(r.collects_cash, false) as collects_cash, r.source
                  from market.couriers c
                  left join market.courier_rules r on r.courier_key = c.key
                 order by c.position, r.noted_on desc nulls last
                """).query(Courier.class).list();
    }

    Optional<Courier> find(String key) {
        return all().stream().filter(courier -> courier.key().equals(key)).findFirst();
    }

    /// Records a courier's weight rule as of today; replaces one recorded earlier today.
    @Transactional
    void note(Typed typed) {
        Permission.KEEP_COURIER_RULES.require();
        var checks = new Checks();
        String key = typed.courier() == null ? "" : typed.courier();
        checks.that(find(key).isPresent(), "courier", "choice");
        Integer minimum = Amounts.number(typed.minimumKg(), 1, 1000, "minimumKg", true, checks);
        Integer tolerance = Amounts.number(typed.toleranceGrams(), 0, 999, "toleranceGrams", true, checks);
        Integer divisor = Amounts.number(typed.volumetricDivisor(), 1, 1_000_000, "volumetricDivisor", false, checks);
        String source = checks.text("source", typed.source(), LONGEST_SOURCE, false);
        checks.that(source != null, "source", "required");
        checks.refuseProblems();
        db.sql("""
                insert into market.courier_rules as r (courier_key, noted_on, minimum_kg, tolerance_grams,
                                                       volumetric_divisor, collects_cash, source)
                values (:courier, :today, :minimum, :tolerance, :divisor, :cash, :source)
                    on conflict (courier_key, noted_on) do update
                   set minimum_kg = excluded.minimum_kg, tolerance_grams = excluded.tolerance_grams,
                       volumetric_divisor = excluded.volumetric_divisor, collects_cash = excluded.collects_cash,
                       source = excluded.source
                """)
                .param("courier", key)
                .param("today", LocalDate.now(clock))
                .param("minimum", minimum)
                .param("tolerance", tolerance)
                .param("divisor", divisor, java.sql.Types.INTEGER)
                .param("cash", typed.collectsCash() != null)
                .param("source", source)
                .update();
    }
}
