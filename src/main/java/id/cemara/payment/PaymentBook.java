package id.cemara.payment;

import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads payments and writes their changes with actor, time and reason, in the caller's transaction. Does
/// not check whether a change is allowed: [Payments] does.
@Component
record PaymentBook(JdbcClient db, AuditTrail audit, Clock clock) {

    Optional<PaymentView> find(String reference) {
        return Optional.ofNullable(views(List.of(reference)).get(reference));
    }

    /// The payments of these orders that the actor may see, by reference.
    Map<String, PaymentView> views(Collection<String> references) {
        List<PaymentRow> rows = db.sql(PaymentRow.QUERY + " where p.reference = any (:references) order by p.reference")
                .param("references", references.toArray(String[]::new))
                .query(PaymentRow::read)
                .list();
        Map<UUID, List<Claim>> claims =
                claimsOf(rows.stream().map(PaymentRow::id).toList());
        Map<String, PaymentView> views = new LinkedHashMap<>();
        for (PaymentRow row : rows) {
            views.put(row.reference(), row.view(claims.getOrDefault(row.id(), List.of())));
        }
        return views;
    }

    PaymentView view(String reference) {
        return find(reference).orElseThrow(Refused::notFound);
    }

    PaymentRow row(String reference) {
        return findRow(reference).orElseThrow(Refused::notFound);
    }

    Optional<PaymentRow> findRow(String reference) {
        return db.sql(PaymentRow.QUERY + " where p.reference = :reference")
                .param("reference", reference)
                .query(PaymentRow::read)
                .optional();
    }

    Map<UUID, List<Claim>> claimsOf(List<UUID> payments) {
        Map<UUID, List<Claim>> claims = new HashMap<>();
        if (payments.isEmpty()) {
            return claims;
        }
        db.sql("""
                select payment_id, id, claimed_at, by_whom, note, file_hash is not null as has_picture
                  from payment.payment_claims
                 where payment_id = any (:payments)
                 order by payment_id, claimed_at, id
                """).param("payments", payments.toArray(UUID[]::new)).query((ResultSet row) -> {
            claims.computeIfAbsent(row.getObject("payment_id", UUID.class), payment -> new ArrayList<>())
                    .add(new Claim(
                            row.getObject("id", UUID.class),
                            PaymentRow.instant(row, "claimed_at").orElseThrow(),
                            row.getString("by_whom"),
                            row.getString("note"),
                            row.getBoolean("has_picture")));
        });
        return claims;
    }

    /// Locks the payment until the end of the transaction and reads it. Locks nothing when the actor may not
    /// change it.
    PaymentRow held(String reference) {
        db.sql("select 1 from payment.payments where reference = :reference for no key update")
                .param("reference", reference)
                .query(Integer.class)
                .optional();
        return row(reference);
    }

    /// @param more further assignments in SQL; may use `:now` and `:by`
    void update(PaymentRow before, PaymentStatus after, String more) {
        int changed;
        try {
            changed = updated(before, after, more);
        } catch (DuplicateKeyException e) {
            // A concurrent transfer took the same unique digits.
            throw new Refused(new PaymentProblem.TransferAmountTaken());
        }
        if (changed == 0) {
            throw new OptimisticLockingFailureException("payment " + before.id() + " was changed at the same moment");
        }
    }

    private int updated(PaymentRow before, PaymentStatus after, String more) {
        return db.sql("update payment.payments as p set status = :status, version = p.version + 1" + more
                        + " where p.id = :id and p.version = :version")
                .param("status", after.key())
                .param("now", now())
                .param("by", Party.of(before.group()).key())
                .param("id", before.id())
                .param("version", before.version())
                .update();
    }

    /// Changes the payment and records the step; a change by an account also goes to the audit trail.
    ///
    /// @param more as in [#update]
    void change(PaymentRow before, String step, PaymentStatus after, @Nullable String why, String more) {
        update(before, after, more);
        noteStep(before, step, before.status(), after, why);
        if (CurrentActor.get().account().isPresent()) {
            Map<String, Change> facts = new HashMap<>();
            Change.note(facts, "reference", null, before.reference());
            Change.note(facts, "status", before.status().key(), after.key());
            audit.add(entry("payment." + step, before, facts, why));
        }
    }

    /// Records a step of the current actor.
    void noteStep(
            PaymentRow payment,
            String step,
            @Nullable PaymentStatus before,
            PaymentStatus after,
            @Nullable String why) {
        noteChange(payment, step, before, after, Party.of(payment.group()).key(), why);
    }

    void noteChange(
            PaymentRow payment,
            String step,
            @Nullable PaymentStatus before,
            PaymentStatus after,
            String by,
            @Nullable String why) {
        db.sql("""
                insert into payment.payment_changes (payment_id, group_id, area_code, token_hash, changed_at, step,
                       from_status, to_status, by_whom, account_id, why)
                values (:payment, :group, :area, :token, :now, :step, :before, :after, :by, :account, :why)
                """)
                .param("payment", payment.id())
                .param("group", payment.group().value())
                .param("area", payment.areaCode())
                .param("token", payment.tokenHash(), Types.VARCHAR)
                .param("now", now())
                .param("step", step)
                .param("before", before == null ? null : before.key(), Types.VARCHAR)
                .param("after", after.key())
                .param("by", by)
                .param(
                        "account",
                        CurrentActor.get().account().map(Actor.Account::id).orElse(null),
                        Types.OTHER)
                .param("why", why, Types.VARCHAR)
                .update();
    }

    static AuditEntry entry(String action, PaymentRow payment, Map<String, Change> facts, @Nullable String why) {
        return AuditEntry.of(action, "payment", payment.id(), payment.areaCode(), payment.group())
                .changing(facts)
                .because(why);
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
