package id.cemara.market.sample.orders;

import id.cemara.market.OrderStatus;
import id.cemara.market.sample.orders.Course.Fate;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.SamplePayments;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.start.SampleData;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.SampleGroup;
import id.cemara.registry.SampleStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Orders of the sample: of January to June 2020, with the fall of April that groups told of (one cut and
/// closed, one fell sharply, elsewhere a baker had more before Lebaran than ever), and of the eight weeks
/// up to the day, cut off in the morning of that day, so that some stand in every state. What open orders
/// hold is promised on the shelves; on the shelves of Cemara Indah nothing is.
@Component
final class SampleOrders implements SampleData {

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 6);
    private static final LocalDate LAST_DAY = LocalDate.of(2020, 6, 30);
    private static final LocalDate PANDEMIC = LocalDate.of(2020, 4, 1);
    private static final LocalDate OFFICES_CLOSE = LocalDate.of(2020, 3, 16);
    private static final LocalDate FASTING = LocalDate.of(2020, 4, 24);
    private static final LocalDate LEBARAN = LocalDate.of(2020, 5, 24);
    private static final int LIVELY_DAYS = 56;
    private static final LocalTime MORNING = LocalTime.of(8, 30);

    /// What cost more was not ordered at a distance in 2020: single sales of cattle would hide the year's course.
    private static final long MOST_THEN = 150_000;

    /// About so many orders, before the pandemic took its part.
    private static final int WANTED_THEN = 1_900;
    private static final int WANTED_NOW = 1_500;

    private static final long MILLION = 1_000_000;

    /// Those who might order from one shop on one day.
    private static final int GUESTS = 12;

    private static final String CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Set<String> LEBARAN_GOODS = Set.of("cakes", "sweets", "drinks");
    private static final List<String> NOTES = List.of(
            "Tolong jangan terlalu pedas ya, Bu.",
            "Diambil sore setelah pulang kerja.",
            "Untuk oleh-oleh, minta dus.",
            "Kabari dulu kalau sudah siap.",
            "Untuk acara arisan.");

    private final FieldEncryption encryption;

    SampleOrders(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public int order() {
        return 600;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        List<SampleShop> shops = shops(owner, plan);
        if (shops.isEmpty()) {
            return;
        }
        Instant now = plan.day().atTime(MORNING).atZone(Course.ZONE).toInstant();
        new Run(plan, shops, new OrderWriter(owner, encryption, now), now).invent();
    }

    private static List<SampleShop> shops(Connection owner, Plan plan) throws SQLException {
        Map<UUID, List<Ware>> wares = Ware.all(owner);
        Map<UUID, List<SampleStatus>> statuses = SampleStatus.all(owner);
        Set<UUID> takers = new HashSet<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select group_id from market.shops where takes_institutions")) {
            while (row.next()) {
                takers.add(row.getObject(1, UUID.class));
            }
        }
        List<SampleGroup> selling = SampleGroup.all(owner).stream()
                .filter(group -> wares.containsKey(group.id()))
                .toList();
        Map<UUID, Map<PaymentMethod, UUID>> destinations = SamplePayments.destinations(owner);
        List<SampleShop> shops = new ArrayList<>();
        for (SampleGroup group : selling) {
            Map<PaymentMethod, UUID> to = destinations.getOrDefault(group.id(), Map.of());
            shops.add(new SampleShop(
                    group,
                    wares.getOrDefault(group.id(), List.of()),
                    takers.contains(group.id()),
                    to.get(PaymentMethod.QRIS),
                    to.get(PaymentMethod.TRANSFER),
                    statuses.getOrDefault(group.id(), List.of())));
        }
        return shops;
    }

    /// One load.
    private static final class Run {

        private final Plan plan;
        private final List<SampleShop> shops;
        private final OrderWriter writer;
        private final Buyers buyers;
        private final Instant now;
        private final Set<String> codes = new HashSet<>();
        private final Map<UUID, LocalDate> soldSince = new HashMap<>();
        private int transfers;
        private int lively;

        Run(Plan plan, List<SampleShop> shops, OrderWriter writer, Instant now) {
            this.plan = plan;
            this.shops = shops;
            this.writer = writer;
            this.buyers = new Buyers(new SplittableRandom(plan.seed() * 1_000_003 + 600_000));
            this.now = now;
        }

        void invent() throws SQLException {
            for (int i = 0; i < shops.size(); i++) {
                var chance = new SplittableRandom(plan.seed() * 1_000_003 + 610_000 + i);
                history(shops.get(i), chance);
                recent(shops.get(i), chance);
            }
            writer.finish(shops, soldSince);
        }

        /// Three of five groups sold this way in 2020.
        private void history(SampleShop shop, SplittableRandom chance) {
            boolean took = chance.nextInt(100) < 60 || shop.isCemaraIndah();
            boolean gained = chance.nextInt(100) < 30;
            boolean isCostly = shop.wares().stream().allMatch(ware -> ware.price(1) > MOST_THEN);
            if (!took || isCostly || !shop.group().registeredOn().isBefore(FIRST_DAY)) {
                return;
            }
            long each = WANTED_THEN * MILLION * 10 / 6 / shops.size() / ChronoUnit.DAYS.between(FIRST_DAY, LAST_DAY);
            int size = 40 + chance.nextInt(121);
            for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                int count = drawn(each * size / 100 * percent(shop, day, gained) / 100, chance);
                for (int i = 0; i < count; i++) {
                    order(shop, day, Fate.SOLD, chance);
                }
            }
        }

        /// How much of a plain day's orders came on that day.
        private static int percent(SampleShop shop, LocalDate day, boolean gained) {
            int weekend = day.getDayOfWeek() == DayOfWeek.SUNDAY ? 60 : 100;
            if (day.isBefore(PANDEMIC)) {
                return weekend * (day.isBefore(OFFICES_CLOSE) ? 100 : 85) / 100;
            }
            int share =
                    switch (shop.statusOn(day)) {
                        case NORMAL, RECOVERING -> day.isBefore(LEBARAN) ? 50 : 60;
                        case REDUCED -> 25;
                        case TEMPORARILY_CLOSED, DISSOLVED -> 0;
                    };
            boolean isFeast = !day.isBefore(FASTING) && day.isBefore(LEBARAN);
            boolean isAsked = shop.wares().stream().anyMatch(ware -> LEBARAN_GOODS.contains(ware.category));
            return weekend * share * (isFeast && gained && isAsked ? 350 : 100) / 10_000;
        }

        private void recent(SampleShop shop, SplittableRandom chance) {
            long each = WANTED_NOW * MILLION / shops.size() / LIVELY_DAYS;
            int size = shop.isCemaraIndah() ? 400 : 30 + chance.nextInt(141);
            LocalDate first = plan.day().minusDays(LIVELY_DAYS - 1);
            for (LocalDate day = first; !day.isAfter(plan.day()); day = day.plusDays(1)) {
                OperatingStatus status = shop.statusOn(day);
                int share = status == OperatingStatus.NORMAL || status == OperatingStatus.RECOVERING ? 100 : 20;
                long growth = 85 + 30 * ChronoUnit.DAYS.between(first, day) / LIVELY_DAYS;
                int count = drawn(each * size / 100 * share / 100 * growth / 100, chance);
                for (int i = 0; i < count; i++) {
                    order(shop, day, fate(chance), chance);
                }
            }
        }

        /// Of a hundred orders about nine do not end as they should.
        private Fate fate(SplittableRandom chance) {
            lively++;
            return switch (chance.nextInt(100)) {
                case 0, 1 -> Fate.CANCELLED;
                case 2, 3 -> Fate.EXPIRED;
                case 4 -> lively % 3 == 0 ? Fate.PAID_LATE : Fate.EXPIRED;
                case 5, 6 -> Fate.REFUSED;
                case 7 -> Fate.DISPUTED;
                case 8 -> lively % 2 == 0 ? Fate.SETTLED : Fate.SENT_BACK;
                default -> Fate.SOLD;
            };
        }

        private void order(SampleShop shop, LocalDate day, Fate fate, SplittableRandom chance) {
            boolean isToday = day.equals(plan.day());
            LocalTime time = isToday
                    ? LocalTime.of(6, 0).plusMinutes(chance.nextInt(145))
                    : LocalTime.of(7, 0).plusMinutes(chance.nextInt(14 * 60));
            Instant placedAt = day.atTime(time).atZone(Course.ZONE).toInstant();
            // Offices stopped buying when they closed, in the middle of March 2020.
            boolean isInvoice = shop.takesInstitutions()
                    && chance.nextInt(100) < 12
                    && (day.isBefore(OFFICES_CLOSE) || day.isAfter(LAST_DAY));
            PaymentMethod method = isInvoice ? PaymentMethod.INVOICE : method(shop, fate, chance);
            Delivery delivery = delivery(shop, chance);
            List<Ware> offered = day.isAfter(LAST_DAY)
                    ? shop.wares()
                    : shop.wares().stream()
                            .filter(ware -> ware.price(1) <= MOST_THEN)
                            .toList();
            List<InventedOrder.Line> lines = lines(offered, isInvoice, chance);
            boolean isRecorded = fate == Fate.SOLD && chance.nextInt(100) < 14;
            int lead =
                    lines.stream().mapToInt(line -> line.ware().leadDays).max().orElse(0);
            var course = new Course(chance, now, placedAt, method, delivery, isRecorded, lead);
            course.run(fate);
            LocalDate monday = lines.stream().anyMatch(line -> line.ware().isMadeToOrder)
                    ? day.plusDays(lead).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                    : null;
            boolean isOpen = course.status.holding() == OrderStatus.Holding.HELD;
            if (isOpen && shop.isCemaraIndah() || !take(lines, monday, course.status)) {
                return;
            }
            if (day.isBefore(plan.day().minusYears(2))) {
                lines.forEach(line -> soldSince.merge(line.ware().id, day, (a, b) -> a.isBefore(b) ? a : b));
            }
            String courier = delivery == Delivery.COURIER ? "jne" : null;
            writer.add(new InventedOrder(
                    code(chance),
                    shop,
                    isInvoice ? buyers.office(chance) : buyers.person(chance),
                    isRecorded ? null : hash(chance),
                    method,
                    delivery,
                    courier,
                    courier == null ? null : "CONTOH%08d".formatted(chance.nextInt(100_000_000)),
                    fee(delivery, chance),
                    method == PaymentMethod.TRANSFER ? 1 + transfers++ % 999 : 0,
                    lines,
                    monday,
                    chance.nextInt(100) < 18 ? NOTES.get(chance.nextInt(NOTES.size())) : null,
                    course));
        }

        private static PaymentMethod method(SampleShop shop, Fate fate, SplittableRandom chance) {
            int lot = chance.nextInt(100);
            if (shop.account() != null && (lot < 38 || fate == Fate.PAID_LATE)) {
                return PaymentMethod.TRANSFER;
            }
            return shop.code() != null && lot < 65 ? PaymentMethod.QRIS : PaymentMethod.COD;
        }

        private static Delivery delivery(SampleShop shop, SplittableRandom chance) {
            int lot = chance.nextInt(100);
            if (shop.isCemaraIndah() || lot < 60) {
                return Delivery.PICKUP;
            }
            boolean isHeavy = shop.wares().stream().anyMatch(ware -> ware.isMadeToOrder);
            return lot < 85 || isHeavy ? Delivery.OWN : Delivery.COURIER;
        }

        private static long fee(Delivery delivery, SplittableRandom chance) {
            return switch (delivery) {
                case PICKUP -> 0;
                case OWN -> 5_000L * chance.nextInt(1, 4);
                case COURIER -> 11_000L * chance.nextInt(1, 4);
            };
        }

        private static List<InventedOrder.Line> lines(List<Ware> offered, boolean isInvoice, SplittableRandom chance) {
            Set<Ware> wares = new java.util.LinkedHashSet<>();
            int kinds = 1 + (chance.nextInt(100) < 35 ? 1 : 0) + (chance.nextInt(100) < 10 ? 1 : 0);
            for (int i = 0; i < kinds; i++) {
                wares.add(offered.get(chance.nextInt(offered.size())));
            }
            List<InventedOrder.Line> lines = new ArrayList<>();
            for (Ware ware : wares) {
                int most = ware.price(1) > 60_000 ? 2 : isInvoice ? 25 : 5;
                int quantity = ware.least == 1
                        ? 1 + chance.nextInt(100) * chance.nextInt(100) * most / 10_000
                        : ware.least * chance.nextInt(1, 4);
                lines.add(new InventedOrder.Line(ware, Math.min(quantity, ware.most)));
            }
            return lines;
        }

        /// Promises what the order asks for, when there is enough.
        private static boolean take(List<InventedOrder.Line> lines, @Nullable LocalDate monday, OrderStatus status) {
            boolean isHeld = status.holding() == OrderStatus.Holding.HELD;
            boolean isMade = status.holding() != OrderStatus.Holding.NOTHING;
            for (InventedOrder.Line line : lines) {
                Ware ware = line.ware();
                boolean isThere = ware.isMadeToOrder
                        ? !isMade || monday != null && ware.hasFree(line.quantity(), monday)
                        : !isHeld || ware.hasFree(line.quantity());
                if (!isThere) {
                    return false;
                }
            }
            for (InventedOrder.Line line : lines) {
                if (line.ware().isMadeToOrder && isMade && monday != null) {
                    line.ware().reserve(line.quantity(), monday);
                } else if (!line.ware().isMadeToOrder && isHeld) {
                    line.ware().reserve(line.quantity());
                }
            }
            return true;
        }

        /// How many come on a day on which so many millionths come on average: each of [#GUESTS] comes or does not.
        private static int drawn(long millionths, SplittableRandom chance) {
            int count = 0;
            for (int guest = 0; guest < GUESTS; guest++) {
                if (chance.nextLong(MILLION * GUESTS) < millionths) {
                    count++;
                }
            }
            return count;
        }

        private String code(SplittableRandom chance) {
            while (true) {
                var code = new StringBuilder();
                for (int i = 0; i < 8; i++) {
                    code.append(CODE_LETTERS.charAt(chance.nextInt(CODE_LETTERS.length())));
                }
                if (codes.add(code.toString())) {
                    return code.toString();
                }
            }
        }

        private static String hash(SplittableRandom chance) {
            byte[] hash = new byte[32];
            chance.nextBytes(hash);
            return HexFormat.of().formatHex(hash);
        }
    }
}
