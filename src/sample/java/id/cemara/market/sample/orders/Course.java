package id.cemara.market.sample.orders;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The way of an order, as far as it came by now. It takes only steps that the machine of states allows.
final class Course {

    /// How an order is to end, if there is time.
    enum Fate {
        SOLD,
        CANCELLED,
        EXPIRED,
        PAID_LATE,
        REFUSED,
        DISPUTED,
        SETTLED,
        SENT_BACK
    }

    /// @param from null for the beginning
    record Change(
            Instant at,
            OrderStep step,
            @Nullable OrderStatus from,
            OrderStatus to,
            Party by,
            @Nullable String why,
            @Nullable Instant expiresBefore) {}

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final LocalTime NIGHT = LocalTime.of(21, 0);
    private static final Duration CLAIM_KEPT = Duration.ofHours(48);
    private static final List<String> REFUSALS =
            List.of("Bahan sedang kosong.", "Produksi penuh minggu ini.", "Alamatnya terlalu jauh untuk kami antar.");
    private static final List<String> DISPUTES = List.of(
            "Dua bungkus sudah melempem waktu dibuka.",
            "Isinya kurang satu dari yang dipesan.",
            "Kemasannya rusak waktu sampai.");

    private final SplittableRandom chance;
    private final Instant now;
    private final PaymentMethod method;
    private final Delivery delivery;
    private final boolean isRecorded;
    private final int leadDays;

    final List<Change> changes = new ArrayList<>();
    OrderStatus status = OrderStatus.PLACED;
    final Instant placedAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant claimedAt;

    @Nullable
    Instant paidAt;

    @Nullable
    Instant refundedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant closedUnpaidAt;

    boolean isPaidLate;
    private Instant at;
    private boolean isOver;

    Course(
            SplittableRandom chance,
            Instant now,
            Instant placedAt,
            PaymentMethod method,
            Delivery delivery,
            boolean isRecorded,
            int leadDays) {
        this.chance = chance;
        this.now = now;
        this.placedAt = placedAt;
        this.at = placedAt;
        this.method = method;
        this.delivery = delivery;
        this.isRecorded = isRecorded;
        this.leadDays = leadDays;
    }

    void run(Fate fate) {
        changes.add(new Change(
                placedAt, OrderStep.PLACE, null, status, isRecorded ? Party.GROUP : Party.BUYER, null, null));
        expiresAt = placedAt.plus(kept());
        switch (fate) {
            case CANCELLED -> cancel();
            case EXPIRED -> expire();
            case PAID_LATE -> payLate();
            case REFUSED -> refuse();
            case SOLD -> sell();
            case DISPUTED -> dispute();
            case SETTLED -> {
                dispute();
                step(OrderStep.SETTLE, OrderStatus.CLOSED, Party.GROUP, "Diganti dengan yang baru.", 300, 4_000);
            }
            case SENT_BACK -> {
                dispute();
                step(OrderStep.SETTLE, OrderStatus.CLOSED, Party.GROUP, "Uang dikembalikan.", 300, 3_000);
                if (paidAt != null && step(OrderStep.REFUND, status, Party.GROUP, "Barang rusak.", 20, 300)) {
                    refundedAt = at;
                }
            }
        }
        if (status.isEnded() || status == OrderStatus.CLOSED) {
            endedAt = changes.stream()
                    .filter(change -> change.to() == status)
                    .findFirst()
                    .orElseThrow()
                    .at();
        }
        if (status.isEnded() && paidAt == null) {
            closedUnpaidAt = endedAt;
        }
    }

    private Duration kept() {
        return switch (method) {
            case QRIS -> Duration.ofMinutes(75);
            case TRANSFER, GATEWAY -> Duration.ofHours(24);
            case COD -> Duration.ofHours(48);
            case INVOICE -> Duration.ofDays(7);
        };
    }

    private void cancel() {
        if (step(OrderStep.CANCEL, OrderStatus.CANCELLED, Party.BUYER, "Salah pesan.", 5, 40)) {
            expiresAt = null;
        }
    }

    private void expire() {
        Instant ends = placedAt.plus(kept());
        if (ends.isBefore(now)) {
            add(ends, OrderStep.EXPIRE, OrderStatus.EXPIRED, Party.SYSTEM, null);
            expiresAt = null;
        }
    }

    private void payLate() {
        expire();
        if (status == OrderStatus.EXPIRED && step(OrderStep.CONFIRM_PAYMENT, status, Party.GROUP, null, 60, 400)) {
            paidAt = at;
            isPaidLate = true;
        }
    }

    private void refuse() {
        String why = REFUSALS.get(chance.nextInt(REFUSALS.size()));
        if (method.isPayFirst()) {
            pay();
        }
        if (!isOver && step(OrderStep.REFUSE, OrderStatus.REFUSED, Party.GROUP, why, 15, 200)) {
            expiresAt = null;
            if (paidAt != null && step(OrderStep.REFUND, status, Party.GROUP, "Pesanan ditolak.", 10, 600)) {
                refundedAt = at;
            }
        }
    }

    private void dispute() {
        deliver();
        if (!isOver) {
            String why = DISPUTES.get(chance.nextInt(DISPUTES.size()));
            step(OrderStep.DISPUTE, OrderStatus.DISPUTED, Party.BUYER, why, 60, 1_500);
        }
    }

    private void sell() {
        deliver();
        if (!isOver && paidAt == null) {
            takeMoney(2_000, 20_000);
        }
        if (!isOver) {
            Party who = chance.nextInt(3) == 0 ? Party.BUYER : Party.SYSTEM;
            step(OrderStep.CLOSE, OrderStatus.CLOSED, who, null, 1_400, 4_500);
        }
    }

    /// Until the goods are with the buyer, and cash with the group.
    private void deliver() {
        if (method.isPayFirst()) {
            pay();
        } else if (step(OrderStep.CONFIRM, OrderStatus.CONFIRMED, Party.GROUP, null, 5, 500)) {
            expiresAt = null;
        }
        if (isOver || !step(OrderStep.PREPARE, OrderStatus.IN_PREPARATION, Party.GROUP, null, 60, 900)) {
            return;
        }
        Instant made = placedAt.plus(Duration.ofDays(leadDays));
        if (at.isBefore(made)) {
            at = made;
        }
        if (!step(OrderStep.PACK, OrderStatus.READY, Party.GROUP, null, 120, 1_500)) {
            return;
        }
        if (delivery != Delivery.PICKUP && !step(OrderStep.SEND, OrderStatus.SENT, Party.GROUP, null, 60, 1_000)) {
            return;
        }
        int longest = delivery == Delivery.COURIER ? 5_000 : 1_800;
        if (step(OrderStep.DELIVER, OrderStatus.DELIVERED, Party.GROUP, null, 60, longest)
                && method == PaymentMethod.COD) {
            takeMoney(1, 5);
        }
    }

    /// Pay-first: most say that they paid, and the group looks.
    private void pay() {
        if (method != PaymentMethod.GATEWAY && !isRecorded && chance.nextInt(10) < 7) {
            Instant claimed = at.plus(Duration.ofMinutes(chance.nextInt(3, 50)));
            if (claimed.isAfter(now)) {
                isOver = true;
                return;
            }
            add(claimed, OrderStep.CLAIM_PAYMENT, status, Party.BUYER, null);
            claimedAt = claimed;
            expiresAt = claimed.plus(CLAIM_KEPT);
        }
        Instant latest = expiresAt == null ? at : expiresAt;
        Instant seen = later(at, 4, claimedAt == null ? 55 : 700);
        if (seen.isAfter(latest)) {
            seen = latest.minusSeconds(300);
        }
        if (seen.isAfter(now)) {
            isOver = true;
            return;
        }
        add(seen, OrderStep.CONFIRM_PAYMENT, OrderStatus.CONFIRMED, Party.GROUP, null);
        paidAt = seen;
        expiresAt = null;
    }

    private void takeMoney(int least, int most) {
        if (step(OrderStep.CONFIRM_PAYMENT, status, Party.GROUP, null, least, most)) {
            paidAt = at;
        }
    }

    private boolean step(OrderStep step, OrderStatus to, Party by, @Nullable String why, int least, int most) {
        if (isOver) {
            return false;
        }
        Instant then = later(at, least, most);
        if (then.isAfter(now)) {
            isOver = true;
            return false;
        }
        add(then, step, to, by, why);
        return true;
    }

    private void add(Instant then, OrderStep step, OrderStatus to, Party by, @Nullable String why) {
        changes.add(new Change(then, step, status, to, by, why, expiresAt));
        status = to;
        at = then;
    }

    /// So many minutes later, in hours in which people are awake.
    private Instant later(Instant from, int least, int most) {
        ZonedDateTime then =
                from.plus(Duration.ofMinutes(chance.nextInt(least, most + 1))).atZone(ZONE);
        if (then.toLocalTime().isBefore(MORNING)) {
            then = then.with(MORNING).plusMinutes(chance.nextInt(90));
        } else if (then.toLocalTime().isAfter(NIGHT)) {
            then = then.plusDays(1).with(MORNING).plusMinutes(chance.nextInt(120));
        }
        return then.toInstant();
    }
}
