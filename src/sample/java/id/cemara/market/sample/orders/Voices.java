package id.cemara.market.sample.orders;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.platform.CopyTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/// What buyers of the sample say afterwards: a complaint where the order was disputed, a review of one order in four.
final class Voices {

    private static final List<String> GOOD = List.of(
            "Renyah dan tidak terlalu berminyak. Anak-anak suka.",
            "Pengemasannya rapi, sampai dengan baik.",
            "Rasanya pas, pesan lagi untuk arisan.",
            "Cepat dijawab dan ramah.",
            "Enak, seperti buatan sendiri.",
            "");
    private static final List<String> FAIR = List.of(
            "Rasanya enak, tetapi isinya agak sedikit.", "Barangnya bagus, datangnya lebih lama dari janji.", "");
    private static final List<String> ANSWERS = List.of(
            "Terima kasih, Ibu. Kami tunggu pesanan berikutnya.", "Terima kasih masukannya, akan kami perbaiki.");

    private final CopyTable complaints = new CopyTable(
            "market.complaints",
            "id, order_id, group_id, area_code, token_hash, about, state, opened_at, answered_at, solved_at, changed_at");
    private final CopyTable words = new CopyTable(
            "market.complaint_words", "complaint_id, group_id, area_code, token_hash, said_at, by_whom, did, words");
    private final CopyTable reviews = new CopyTable(
            "market.reviews",
            "id, order_id, product_id, group_id, area_code, token_hash, stars, words, reviewer, written_at, answer,"
                    + " answered_at");

    void add(InventedOrder order, Instant now) {
        Course.Change disputed = change(order, OrderStep.DISPUTE);
        if (disputed != null && disputed.why() != null) {
            complain(order, disputed.at(), disputed.why(), change(order, OrderStep.SETTLE));
        } else if (order.course().status == OrderStatus.CLOSED && order.tokenHash() != null) {
            review(order, now);
        }
    }

    private void complain(InventedOrder order, Instant at, String what, Course.@Nullable Change settled) {
        UUID id = order.uuid("complaint");
        UUID group = order.shop().group().id();
        String area = order.shop().group().areaCode();
        Instant end = settled == null ? at : settled.at();
        complaints.add(
                id,
                order.id(),
                group,
                area,
                order.tokenHash(),
                what.startsWith("Isinya") ? "not-as-ordered" : "damaged",
                settled == null ? "open" : "solved",
                at,
                settled == null ? null : end,
                settled == null ? null : end,
                end);
        words.add(id, group, area, order.tokenHash(), at, "buyer", "opened", what);
        if (settled != null && settled.why() != null) {
            words.add(id, group, area, order.tokenHash(), end, "group", "solved", settled.why());
        }
    }

    private void review(InventedOrder order, Instant now) {
        var chance = new SplittableRandom(order.id().getLeastSignificantBits());
        Instant at = order.course().changes.getLast().at().plus(Duration.ofHours(chance.nextInt(1, 60)));
        if (chance.nextInt(100) >= 25 || at.isAfter(now)) {
            return;
        }
        int stars =
                switch (chance.nextInt(10)) {
                    case 0 -> 3;
                    case 1, 2, 3 -> 4;
                    default -> 5;
                };
        List<String> said = stars == 3 ? FAIR : GOOD;
        boolean isAnswered = chance.nextInt(100) < 30;
        String first = order.buyer().name().split(" ")[0];
        reviews.add(
                order.uuid("review"),
                order.id(),
                order.lines().getFirst().ware().id,
                order.shop().group().id(),
                order.shop().group().areaCode(),
                order.tokenHash(),
                stars,
                said.get(chance.nextInt(said.size())),
                chance.nextInt(100) < 60 ? first : null,
                at,
                isAnswered ? ANSWERS.get(stars == 3 ? 1 : 0) : null,
                isAnswered ? earlier(at.plus(Duration.ofHours(5)), now) : null);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Course.@Nullable Change change(InventedOrder order, OrderStep step) {
        return order.course().changes.stream()
                .filter(change -> change.step() == step)
                .findFirst()
                .orElse(null);
    }

    void send(CopyManager manager) throws SQLException {
        for (CopyTable table : List.of(complaints, words, reviews)) {
            table.send(manager);
        }
    }
}
