package id.cemara.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads the state of payments at a provider.
@Service
public class GatewayNotes {

    private static final String SENTENCE = "payment.gateway.note.";

    private final JdbcClient db;
    private final Clock clock;

    GatewayNotes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The state of that payment; empty when no page was opened and no message came, or the actor may not see it.
    @Transactional(readOnly = true)
    public Optional<GatewayNote> of(String reference) {
        return db.sql("""
                select p.reference, coalesce(s.level, 'none') as level, coalesce(s.is_failed, false) as is_failed,
                       exists (select 1
                                 from payment.gateway_looks l
                                where l.reference = p.reference and l.done_at is null) as needs_look,
                       p.closed_at is null and p.status in ('none', 'claimed') and not coalesce(o.is_used_up, false)
                       as is_to_pay,
                       o.redirect, o.open_until
                  from payment.payments p
                  left join payment.gateway_states s on s.reference = p.reference
                  left join lateral (select redirect, open_until,
                                            payment.has_failed(reference, order_id) as is_used_up
                                       from payment.gateway_openings
                                      where reference = p.reference
                                      order by attempt desc
                                      limit 1) o on true
                 where p.reference = :reference and (s.reference is not null or o.redirect is not null)
                """)
                .param("reference", reference)
                .query((row, number) -> read(row))
                .optional();
    }

    private GatewayNote read(ResultSet row) throws SQLException {
        String level = row.getString("level");
        boolean isFailed = row.getBoolean("is_failed");
        @Nullable Timestamp openUntil = row.getTimestamp("open_until");
        boolean isOpen = openUntil != null
                && openUntil.toInstant().isAfter(OffsetDateTime.now(clock).toInstant())
                && row.getBoolean("is_to_pay")
                && (level.equals("none") || level.equals("pending"));
        return new GatewayNote(
                row.getString("reference"),
                SENTENCE + (isFailed && !isOpen ? "failed" : level),
                row.getBoolean("needs_look"),
                isOpen ? row.getString("redirect") : null,
                isOpen && openUntil != null ? openUntil.toInstant() : null);
    }
}
