package id.cemara.payment;

import id.cemara.payment.qris.IssuedCode;
import id.cemara.payment.qris.QrisReader;
import id.cemara.payment.qris.StaticCode;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `payment.payments`, with its destination if that is currently valid.
record PaymentRow(
        UUID id,
        String reference,
        GroupId group,
        String areaCode,
        @Nullable String tokenHash,
        PaymentMethod method,
        PaymentStatus status,
        Money due,
        Money amount,
        Money refunded,
        @Nullable Instant closedAt,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy,
        @Nullable Instant refundedAt,
        int version,
        @Nullable String payload,
        @Nullable String merchantName,
        @Nullable String nmid,
        @Nullable BankAccount account) {

    /// The query for [#read], without a condition.
    static final String QUERY = """
            select p.id, p.reference, p.group_id, p.area_code, p.token_hash, p.method, p.status, p.due, p.amount, p.refunded_amount,
                   p.closed_at, p.confirmed_at, p.confirmed_by, p.refunded_at, p.version,
                   d.payload, d.merchant_name, d.nmid, d.bank, d.number, d.holder
              from payment.payments p
              left join payment.destinations d on d.id = p.destination_id and d.state = 'verified'
            """;

    static PaymentRow read(ResultSet row, int ordinal) throws SQLException {
        String number = row.getString("number");
        return new PaymentRow(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("area_code"),
                row.getString("token_hash"),
                PaymentMethod.ofKey(row.getString("method")).orElseThrow(),
                PaymentStatus.ofKey(row.getString("status")).orElseThrow(),
                new Money(row.getLong("due")),
                new Money(row.getLong("amount")),
                new Money(row.getLong("refunded_amount")),
                instant(row, "closed_at").orElse(null),
                instant(row, "confirmed_at").orElse(null),
                row.getString("confirmed_by"),
                instant(row, "refunded_at").orElse(null),
                row.getInt("version"),
                row.getString("payload"),
                row.getString("merchant_name"),
                row.getString("nmid"),
                number == null ? null : new BankAccount(row.getString("bank"), number, row.getString("holder")));
    }

    boolean isPaid() {
        return switch (status) {
            case NONE, CLAIMED -> false;
            case CONFIRMED, REFUNDED -> true;
        };
    }

    boolean isOpen() {
        return closedAt == null && !isPaid();
    }

    PaymentView view(List<Claim> claims) {
        return new PaymentView(
                id,
                reference,
                method,
                status,
                amount,
                due,
                refunded,
                isOpen() ? issued().map(IssuedCode::text).orElse(null) : null,
                merchantName,
                nmid,
                isOpen() ? account : null,
                claims,
                confirmedAt,
                refundedAt,
                version);
    }

    Optional<IssuedCode> issued() {
        return Optional.ofNullable(payload)
                .flatMap(text -> QrisReader.whole(QrisReader.read(text)))
                .flatMap(code -> StaticCode.whenFit(StaticCode.of(code)))
                .map(code -> code.forOnePayment(amount, reference));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
