package id.cemara.payment.destinations;

import id.cemara.payment.qris.QrisReader;
import id.cemara.payment.qris.StaticCode;
import id.cemara.platform.start.SampleData;
import id.cemara.registry.SampleGroup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Codes and accounts of the sample's groups: about half have a code that counts, some wait to be looked at, a few have
/// an account as well. All are invented: no bank issues them, and their merchant numbers begin with zeros.
@Component
final class SampleDestinations implements SampleData {

    private static final String CEMARA_INDAH = "17.71-0004";

    @Override
    public int order() {
        return 450;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        try (var rows = new Rows(owner)) {
            List<SampleGroup> groups = SampleGroup.all(owner);
            for (int i = 0; i < groups.size(); i++) {
                SampleGroup group = groups.get(i);
                var chance = new SplittableRandom(plan.seed() * 1_000_003 + 450_000 + i);
                boolean isKnown = group.number().equals(CEMARA_INDAH);
                int lot = isKnown ? 0 : chance.nextInt(100);
                LocalDate sentOn = before(plan.day(), chance.nextInt(10, 400), group);
                if (lot < 50) {
                    rows.code(group, i + 1, "verified", sentOn);
                } else if (lot < 56) {
                    rows.code(group, i + 1, "waiting", before(plan.day(), chance.nextInt(1, 9), group));
                }
                if (isKnown || lot < 14) {
                    rows.account(group, i + 1, "verified", sentOn);
                } else if (lot >= 54 && lot < 58) {
                    rows.account(group, i + 1, "waiting", before(plan.day(), chance.nextInt(1, 9), group));
                }
            }
        }
    }

    /// The static code of an invented merchant, as DOMAIN 4.3 makes one.
    ///
    /// @param ordinal tells it from others
    static StaticCode code(String name, String city, int ordinal) {
        String merchant = "%09d".formatted(ordinal);
        String body = "000201010211"
                + field(
                        26,
                        field(0, "ID.CONTOH.WWW")
                                + field(1, "9360000000" + merchant)
                                + field(2, "000000" + merchant)
                                + field(3, "UMI"))
                + field(51, field(0, "ID.CO.QRIS.WWW") + field(2, "ID0000" + merchant) + field(3, "UMI"))
                + "520454995303360"
                + "5802ID"
                + field(59, cut(name, 25))
                + field(60, cut(city, 15))
                + "6105" + "38000";
        return QrisReader.whole(QrisReader.read(StaticCode.sealed(body)))
                .flatMap(code -> StaticCode.whenFit(StaticCode.of(code)))
                .orElseThrow();
    }

    private static String field(int tag, String value) {
        return "%02d%02d%s".formatted(tag, value.length(), value);
    }

    private static String cut(String text, int most) {
        String plain = text.toUpperCase(Locale.ROOT).replaceAll("[^ -~]", "");
        return plain.length() <= most ? plain : plain.substring(0, most).strip();
    }

    private static LocalDate before(LocalDate day, int days, SampleGroup group) {
        LocalDate drawn = day.minusDays(days);
        return drawn.isBefore(group.registeredOn()) ? group.registeredOn() : drawn;
    }

    /// Writes destinations in one batch.
    private static final class Rows implements AutoCloseable {

        private static final UUID SENDER = id("sample sender");
        private static final UUID CHECKER = id("sample checker");

        private final PreparedStatement rows;

        Rows(Connection owner) throws SQLException {
            this.rows = owner.prepareStatement("""
                    insert into payment.destinations (id, group_id, area_code, kind, payload, merchant_name, nmid, city,
                           bank, number, holder, state, sent_at, sent_by, sent_by_name, checked_at, checked_by,
                           checked_by_name)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pengurus contoh', ?, ?, ?)
                    """);
        }

        void code(SampleGroup group, int ordinal, String state, LocalDate sentOn) throws SQLException {
            StaticCode code = SampleDestinations.code(group.name(), "BENGKULU", ordinal);
            add(
                    group,
                    "qris",
                    state,
                    sentOn,
                    code.code().text(),
                    code.code().merchantName(),
                    code.nmid(),
                    code.code().city(),
                    null,
                    null,
                    null);
        }

        void account(SampleGroup group, int ordinal, String state, LocalDate sentOn) throws SQLException {
            add(
                    group,
                    "account",
                    state,
                    sentOn,
                    null,
                    null,
                    null,
                    null,
                    "Bank Contoh",
                    "0000%08d".formatted(ordinal),
                    "Pengurus " + group.name() + " (contoh)");
        }

        private void add(SampleGroup group, String kind, String state, LocalDate sentOn, @Nullable String... facts)
                throws SQLException {
            OffsetDateTime sentAt = sentOn.atTime(2, 30).atOffset(ZoneOffset.UTC);
            boolean isChecked = state.equals("verified");
            rows.setObject(1, id("sample destination " + group.number() + kind));
            rows.setObject(2, group.id());
            rows.setString(3, group.areaCode());
            rows.setString(4, kind);
            for (int i = 0; i < facts.length; i++) {
                rows.setString(5 + i, facts[i]);
            }
            rows.setString(12, state);
            rows.setObject(13, sentAt);
            rows.setObject(14, SENDER);
            rows.setObject(15, isChecked ? sentAt.plusHours(5) : null, Types.TIMESTAMP_WITH_TIMEZONE);
            rows.setObject(16, isChecked ? CHECKER : null, Types.OTHER);
            rows.setString(17, isChecked ? "petugas contoh" : null);
            rows.addBatch();
        }

        private static UUID id(String name) {
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws SQLException {
            try (rows) {
                rows.executeBatch();
            }
        }
    }
}
