package id.cemara.permit;

import id.cemara.platform.start.SampleData;
import id.cemara.registry.SampleGroup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Permits of the sample's groups: about two of five have a NIB, and some of those the papers that follow it. A few end
/// soon, have ended, or carry the digits of another kabupaten, so that there is something to see. Numbers begin with
/// zeros where real ones do not.
@Component
final class SamplePermits implements SampleData, PermitGeneration {

    private static final String CEMARA_INDAH = "17.71-0004";

    /// The others that the report of 2020 names, which are to sell something too.
    private static final Set<String> NAMED = Set.of("17.71-0023", "17.71-0037", "17.07-0012");

    /// The two digits of a P-IRT for kinds of business that make food.
    private static final Map<String, String> FOOD = Map.of(
            "chips", "15",
            "cakes", "06",
            "fish-floss", "02",
            "durian-sweets", "09",
            "seasoning", "11",
            "coffee-crops", "10");

    /// Kinds of business that make food or drink for which a P-IRT is not the usual paper.
    private static final Set<String> OTHER_FOOD = Set.of("syrup", "catering");

    private static final int YEARS_OF_A_HOME_FOOD_PERMIT = 5;
    private static final int YEARS_OF_A_BRAND = 10;

    @Override
    public int order() {
        return 400;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        try (var rows = new Rows(owner, plan.day())) {
            Map<String, Integer> producers = new HashMap<>();
            List<SampleGroup> groups = SampleGroup.all(owner);
            for (int i = 0; i < groups.size(); i++) {
                SampleGroup group = groups.get(i);
                var chance = new SplittableRandom(plan.seed() * 1_000_003 + 400_000 + i);
                boolean isKnown = group.number().equals(CEMARA_INDAH);
                if (isKnown || NAMED.contains(group.number()) || chance.nextInt(100) < 40) {
                    invent(rows, group, chance, plan.day(), isKnown, producers);
                }
            }
        }
    }

    @Override
    public void generate(Connection owner, long seed, LocalDate day) throws SQLException {
        Set<UUID> held = new HashSet<>();
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("select distinct group_id from permit.permits")) {
            while (row.next()) {
                held.add(row.getObject(1, UUID.class));
            }
        }
        try (var rows = new Rows(owner, day)) {
            Map<String, Integer> producers = new HashMap<>();
            for (SampleGroup group : SampleGroup.all(owner)) {
                var chance =
                        new SplittableRandom(seed * 1_000_003 + group.number().hashCode());
                if (!held.contains(group.id()) && chance.nextInt(100) < 60) {
                    invent(rows, group, chance, day, false, producers);
                }
            }
        }
    }

    private static void invent(
            Rows rows,
            SampleGroup group,
            SplittableRandom chance,
            LocalDate day,
            boolean isKnown,
            Map<String, Integer> producers)
            throws SQLException {
        LocalDate nibOn = before(day, chance, 60, 1500, group);
        rows.add(group, PermitKind.NIB, "00001%08d".formatted(chance.nextInt(100_000_000)), false, nibOn, null);
        String food = group.kind() == null ? null : FOOD.get(group.kind());
        if (food == null) {
            if (group.kind() != null && OTHER_FOOD.contains(group.kind()) && chance.nextInt(100) < 60) {
                halal(rows, group, chance, day);
            }
            return;
        }
        if (isKnown || chance.nextInt(100) < 60) {
            String regency = group.areaCode().substring(0, 5);
            int producer = producers.merge(regency, 1, Integer::sum);
            homeFood(rows, group, chance, day, isKnown, food, producer);
        }
        if (isKnown || NAMED.contains(group.number()) || chance.nextInt(100) < 60) {
            halal(rows, group, chance, day);
        }
        if (chance.nextInt(100) < 12) {
            LocalDate on = before(day, chance, 20, 1800, group);
            rows.add(
                    group,
                    PermitKind.BRAND,
                    "IDM000%06d".formatted(chance.nextInt(1_000_000)),
                    false,
                    on,
                    on.plusYears(YEARS_OF_A_BRAND));
        }
    }

    private static void halal(Rows rows, SampleGroup group, SplittableRandom chance, LocalDate day)
            throws SQLException {
        rows.add(
                group,
                PermitKind.HALAL,
                "ID00000%012d".formatted(chance.nextLong(1_000_000_000_000L)),
                false,
                before(day, chance, 20, 900, group),
                null);
    }

    private static void homeFood(
            Rows rows,
            SampleGroup group,
            SplittableRandom chance,
            LocalDate day,
            boolean isKnown,
            String food,
            int producer)
            throws SQLException {
        int lot = chance.nextInt(100);
        LocalDate expires =
                switch (isKnown ? 0 : lot) {
                    case 0 -> day.plusDays(isKnown ? 21 : 5);
                    case 1, 2, 3, 4, 5 -> day.plusDays(chance.nextInt(8, 31));
                    case 6, 7, 8, 9, 10, 11 -> day.plusDays(chance.nextInt(31, 90));
                    case 12, 13, 14, 15, 16 -> day.minusDays(chance.nextInt(1, 150));
                    default -> day.plusDays(chance.nextInt(100, 365 * YEARS_OF_A_HOME_FOOD_PERMIT));
                };
        LocalDate issued = expires.minusYears(YEARS_OF_A_HOME_FOOD_PERMIT);
        if (issued.isAfter(day)) {
            issued = day;
        }
        if (lot >= 97) {
            rows.add(group, PermitKind.HOME_FOOD, "OSS-0000-%06d".formatted(producer), true, issued, expires);
            return;
        }
        String regency = group.areaCode().substring(0, 5).replace(".", "");
        String place = lot == 96 ? (regency.equals("1707") ? "1702" : "1707") : regency;
        var number = new HomeFoodNumber(
                "2",
                food,
                place.substring(0, 2),
                place.substring(2),
                "01",
                "%04d".formatted(producer),
                "%02d".formatted(expires.getYear() % 100));
        rows.add(group, PermitKind.HOME_FOOD, number.text(), false, issued, expires);
    }

    /// A day between so many days before the last one, and not before the group was there.
    private static LocalDate before(LocalDate day, SplittableRandom chance, int least, int most, SampleGroup group) {
        LocalDate drawn = day.minusDays(chance.nextInt(least, most));
        return drawn.isBefore(group.registeredOn()) ? group.registeredOn() : drawn;
    }

    /// Writes permits in batches.
    private static final class Rows implements AutoCloseable {

        private static final int AT_ONCE = 2_000;

        private final LocalDate day;
        private int waiting;
        private final PreparedStatement permits;
        private final PreparedStatement holders;

        Rows(Connection owner, LocalDate day) throws SQLException {
            this.day = day;
            this.permits = owner.prepareStatement("""
                    insert into permit.permits (id, group_id, area_code, kind, number, is_other_format, issued_on,
                           expires_on, recorded_on)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """);
            this.holders = owner.prepareStatement("""
                    insert into permit.permit_private (permit_id, group_id, area_code, holder) values (?, ?, ?, ?)
                    """);
        }

        void add(
                SampleGroup group,
                PermitKind kind,
                String number,
                boolean isOtherFormat,
                LocalDate issuedOn,
                @Nullable LocalDate expiresOn)
                throws SQLException {
            UUID id = UUID.nameUUIDFromBytes(
                    ("sample permit " + group.number() + kind.key()).getBytes(StandardCharsets.UTF_8));
            permits.setObject(1, id);
            permits.setObject(2, group.id());
            permits.setString(3, group.areaCode());
            permits.setString(4, kind.key());
            permits.setString(5, number);
            permits.setBoolean(6, isOtherFormat);
            permits.setObject(7, issuedOn);
            permits.setObject(8, expiresOn);
            permits.setObject(9, day);
            permits.addBatch();
            holders.setObject(1, id);
            holders.setObject(2, group.id());
            holders.setString(3, group.areaCode());
            holders.setString(4, "Pengurus " + group.name() + " (contoh)");
            holders.addBatch();
            waiting++;
            if (waiting == AT_ONCE) {
                send();
            }
        }

        private void send() throws SQLException {
            permits.executeBatch();
            holders.executeBatch();
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            try (permits;
                    holders) {
                send();
            }
        }
    }
}
