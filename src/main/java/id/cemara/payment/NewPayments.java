package id.cemara.payment;

import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Inserts new payments. Open transfers to one group differ in their last three digits, so that the group
/// can match incoming money.
@Component
record NewPayments(JdbcClient db, PaymentBook book, Clock clock) {

    private static final int CODES = 999;

    /// Attempts when a concurrent payment takes the digits just found.
    private static final int TRIES = 50;

    /// Inserts the payment. Idempotent: does nothing when the reference exists.
    ///
    /// @throws Refused when no unique digits are left for a transfer, or the group's destination was
    ///     withdrawn
    void write(PaymentRequest request) {
        if (request.method() == PaymentMethod.TRANSFER) {
            openTransfer(request);
        } else {
            insert(request, request.amount());
        }
    }

    private void openTransfer(PaymentRequest request) {
        int beginning = Math.floorMod(request.reference().hashCode(), CODES);
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<Integer> code = db.sql("select payment.free_code(:group, :total, :beginning)")
                    .param("group", request.group().value())
                    .param("total", request.amount().rupiah())
                    .param("beginning", (beginning + tried) % CODES)
                    .query(Integer.class)
                    .optional();
            if (code.isEmpty()) {
                break;
            }
            if (insert(request, request.amount().plus(new Money(code.get())))) {
                return;
            }
            if (book.find(request.reference()).isPresent()) {
                return;
            }
        }
        throw new Refused(new PaymentProblem.TransferAmountsTaken());
    }

    /// @return false when the amount or the reference is taken
    private boolean insert(PaymentRequest request, Money amount) {
        try {
            return inserted(request, amount);
        } catch (DataIntegrityViolationException e) {
            if (String.valueOf(e.getMessage()).contains("payments_has_destination")) {
                // The destination was withdrawn since it was read.
                throw new Refused(new PaymentProblem.PaymentMethodNotOffered(request.method()));
            }
            throw e;
        }
    }

    private boolean inserted(PaymentRequest request, Money amount) {
        return db.sql("""
                insert into payment.payments (id, reference, group_id, area_code, token_hash, method, due, amount,
                       holds_amount, opened_at, expires_at)
                values (:id, :reference, :group, :area, :token, :method, :due, :amount, :holds, :now, :expires)
                    on conflict do nothing
                """)
                        .param("id", request.id())
                        .param("reference", request.reference())
                        .param("group", request.group().value())
                        .param("area", request.areaCode())
                        .param("token", request.tokenHash(), Types.VARCHAR)
                        .param("method", request.method().key())
                        .param("due", request.amount().rupiah())
                        .param("amount", amount.rupiah())
                        .param("holds", request.method() == PaymentMethod.TRANSFER)
                        .param("now", OffsetDateTime.now(clock))
                        .param(
                                "expires",
                                request.expiresAt() == null
                                        ? null
                                        : request.expiresAt().atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }
}
