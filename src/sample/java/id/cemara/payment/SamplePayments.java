package id.cemara.payment;

import id.cemara.platform.CopyTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes payments of the sample's orders, for the sample of the module above. The connection is the owner's.
public final class SamplePayments {

    private final CopyTable payments = new CopyTable(
            "payment.payments",
            "id, reference, group_id, area_code, token_hash, method, status, due, amount, holds_amount, destination_id,"
                    + " opened_at, expires_at, closed_at, confirmed_at, confirmed_by, refunded_at, version");
    private final CopyTable claims = new CopyTable(
            "payment.payment_claims", "id, payment_id, group_id, area_code, token_hash, claimed_at, by_whom, note");
    private final CopyTable changes = new CopyTable(
            "payment.payment_changes",
            "payment_id, group_id, area_code, token_hash, changed_at, step, from_status, to_status, by_whom, why");

    /// What a buyer of the sample owed and what came of it. Absent moments have not come.
    ///
    /// @param id of the payment
    /// @param reference the order's code
    /// @param tokenHash null for an order that the group wrote down
    /// @param due what the order costs, in rupiah
    /// @param digits by how much more a transfer is, 1 to 999; 0 for every other method
    /// @param destination where it goes; null when it goes nowhere known
    /// @param openedAt when it was asked for
    public record Sample(
            UUID id,
            String reference,
            UUID group,
            String areaCode,
            @Nullable String tokenHash,
            PaymentMethod method,
            long due,
            int digits,
            @Nullable UUID destination,
            Instant openedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant claimedAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant refundedAt,
            @Nullable Instant closedAt) {

        PaymentStatus status() {
            if (refundedAt != null) {
                return PaymentStatus.REFUNDED;
            }
            if (confirmedAt != null) {
                return PaymentStatus.CONFIRMED;
            }
            return claimedAt != null ? PaymentStatus.CLAIMED : PaymentStatus.NONE;
        }
    }

    /// Adds a payment with its claim and its changes.
    public void add(Sample sample) {
        boolean isOpen = sample.confirmedAt() == null && sample.closedAt() == null;
        int version = 0;
        PaymentStatus now = PaymentStatus.NONE;
        change(sample, sample.openedAt(), "opened", null, now, "buyer");
        if (sample.claimedAt() != null) {
            claim(sample, sample.claimedAt());
            change(sample, sample.claimedAt(), "claimed", now, PaymentStatus.CLAIMED, "buyer");
            now = PaymentStatus.CLAIMED;
            version++;
        }
        if (sample.closedAt() != null) {
            change(sample, sample.closedAt(), "closed", now, now, "system");
            version++;
        }
        if (sample.confirmedAt() != null) {
            change(sample, sample.confirmedAt(), "confirmed", now, PaymentStatus.CONFIRMED, "group");
            version++;
        }
        if (sample.refundedAt() != null) {
            change(sample, sample.refundedAt(), "refunded", PaymentStatus.CONFIRMED, PaymentStatus.REFUNDED, "group");
            version++;
        }
        payments.add(
                sample.id(),
                sample.reference(),
                sample.group(),
                sample.areaCode(),
                sample.tokenHash(),
                sample.method().key(),
                sample.status().key(),
                sample.due(),
                sample.due() + sample.digits(),
                sample.method() == PaymentMethod.TRANSFER && isOpen,
                sample.destination(),
                sample.openedAt(),
                isOpen ? sample.expiresAt() : null,
                sample.closedAt(),
                sample.confirmedAt(),
                sample.confirmedAt() == null ? null : "group",
                sample.refundedAt(),
                version);
    }

    private void claim(Sample sample, Instant at) {
        claims.add(
                UUID.nameUUIDFromBytes(("sample claim " + sample.reference()).getBytes(StandardCharsets.UTF_8)),
                sample.id(),
                sample.group(),
                sample.areaCode(),
                sample.tokenHash(),
                at,
                sample.tokenHash() == null ? "group" : "buyer",
                null);
    }

    private void change(
            Sample sample, Instant at, String step, @Nullable PaymentStatus from, PaymentStatus to, String by) {
        changes.add(
                sample.id(),
                sample.group(),
                sample.areaCode(),
                sample.tokenHash(),
                at,
                step,
                from == null ? null : from.key(),
                to.key(),
                by.equals("buyer") && sample.tokenHash() == null ? "group" : by,
                null);
    }

    /// Sends what was added.
    public void send(Connection owner) throws SQLException {
        CopyManager manager = owner.unwrap(PGConnection.class).getCopyAPI();
        for (CopyTable table : List.of(payments, claims, changes)) {
            table.send(manager);
        }
    }

    /// The destinations that were looked at, by group and by the method they serve. The connection is the owner's.
    public static Map<UUID, Map<PaymentMethod, UUID>> destinations(Connection owner) throws SQLException {
        Map<UUID, Map<PaymentMethod, UUID>> found = new HashMap<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select group_id, kind, id from payment.destinations where state = 'verified'
                        """)) {
            while (row.next()) {
                PaymentMethod method = row.getString(2).equals("qris") ? PaymentMethod.QRIS : PaymentMethod.TRANSFER;
                found.computeIfAbsent(row.getObject(1, UUID.class), group -> new EnumMap<>(PaymentMethod.class))
                        .put(method, row.getObject(3, UUID.class));
            }
        }
        return found;
    }
}
