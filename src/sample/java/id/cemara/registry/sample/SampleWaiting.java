package id.cemara.registry.sample;

import id.cemara.area.Areas;
import id.cemara.identity.SampleAccounts;
import id.cemara.platform.start.SampleData;
import id.cemara.registry.Slugs;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Groups on their way to approval, so that an office and its field officers find work on their first day: beside the
/// 860 that the figures count, because no figure counts a group that was never verified.
@Component
final class SampleWaiting implements SampleData {

    /// A group that waits.
    ///
    /// @param daysAgo how long before the sample's day it was registered
    /// @param reason why it was returned; null when it was not
    private record Waiting(
            String name,
            String district,
            String approval,
            int daysAgo,
            @Nullable String reason,
            int members) {}

    private static final List<Waiting> GROUPS = List.of(
            new Waiting("Kopi Tebat Pulau", "17.07.04", "submitted", 9, null, 7),
            new Waiting("Sulam Danau Tes", "17.07.04", "submitted", 4, null, 6),
            new Waiting(
                    "Bawang Goreng Tik Kuto",
                    "17.07.04",
                    "returned",
                    20,
                    "Alamat dan ketuanya belum dicatat. Lengkapi dulu, lalu ajukan lagi.",
                    3),
            new Waiting("Gula Aren Suka Sari", "17.07.04", "draft", 2, null, 0),
            new Waiting("Keripik Talang Saling", "17.05.01", "submitted", 6, null, 8),
            new Waiting(
                    "Anyaman Padang Pelawi",
                    "17.05.01",
                    "returned",
                    15,
                    "Nama kelompok mirip dengan yang sudah ada. Periksa dulu apakah ini kelompok yang sama.",
                    5),
            new Waiting("Dapur Sukaraja Baru", "17.05.01", "draft", 1, null, 2));

    @Override
    public int order() {
        return 320;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        List<Areas.Place> villages = Areas.villages(owner);
        int position = 0;
        for (Waiting waiting : GROUPS) {
            List<Areas.Place> here = villages.stream()
                    .filter(village -> village.code().startsWith(waiting.district() + "."))
                    .toList();
            if (!here.isEmpty()) {
                write(owner, plan, waiting, here.get(position % here.size()), position);
            }
            position++;
        }
    }

    private static void write(Connection owner, Plan plan, Waiting waiting, Areas.Place village, int position)
            throws SQLException {
        Chance chance = Chance.of(plan.seed(), -100 - position);
        UUID id = id("group", waiting.name(), plan);
        String regency = village.code().substring(0, 5);
        LocalDate registered = plan.day().minusDays(waiting.daysAgo());
        String number;
        try (PreparedStatement next = owner.prepareStatement("select registry.next_number(?)")) {
            next.setString(1, regency);
            try (var row = next.executeQuery()) {
                row.next();
                number = row.getString(1);
            }
        }
        run(
                owner,
                """
                insert into registry.business_groups (id, number, slug, name, area_code, place, approval, registered_on)
                values (?, ?, registry.free_slug(?), ?, ?, ?, ?, ?)
                """,
                id,
                number,
                Slugs.of(waiting.name()),
                waiting.name(),
                village.code(),
                village.path(),
                waiting.approval(),
                registered);
        run(
                owner,
                "insert into registry.group_private (group_id, area_code, contact_phone) values (?, ?, ?)",
                id,
                village.code(),
                "+6281%09d".formatted(chance.below(1_000_000_000)));
        run(
                owner,
                "insert into registry.group_places (group_id, area_code, valid_from) values (?, ?, ?)",
                id,
                village.code(),
                registered);
        run(
                owner,
                "insert into registry.group_stages (group_id, stage, valid_from, is_assessed) values (?, 'basic', ?, false)",
                id,
                registered);
        run(owner, """
                insert into registry.group_sectors (group_id, sector_key, kind_key, is_primary, valid_from)
                values (?, 'home-industry', 'seasoning', true, ?)
                """, id, registered);
        for (int member = 0; member < waiting.members(); member++) {
            UUID person = id("member " + member, waiting.name(), plan);
            run(
                    owner,
                    "insert into registry.memberships (id, group_id, joined_on) values (?, ?, ?)",
                    person,
                    id,
                    registered);
            run(
                    owner,
                    """
                    insert into registry.members (membership_id, group_id, area_code, name, birth_date)
                    values (?, ?, ?, ?, ?)
                    """,
                    person,
                    id,
                    village.code(),
                    PersonNames.invent(chance),
                    LocalDate.of(1970, 1, 1).plusDays(chance.below(12_000)));
        }
        String keeper = regency.equals("17.07") ? "petugas-lebong" : "petugas-seluma";
        String office = regency.equals("17.07") ? "lebong" : "seluma";
        review(owner, plan, id, village, "registered", null, registered, keeper);
        if (!waiting.approval().equals("draft")) {
            review(owner, plan, id, village, "submitted", null, registered.plusDays(1), keeper);
        }
        if (waiting.reason() != null) {
            review(owner, plan, id, village, "returned", waiting.reason(), registered.plusDays(3), office);
        }
    }

    private static void review(
            Connection owner,
            Plan plan,
            UUID group,
            Areas.Place village,
            String step,
            @Nullable String reason,
            LocalDate on,
            String username)
            throws SQLException {
        run(
                owner,
                """
                insert into registry.group_reviews (id, group_id, area_code, step, reason, happened_at, account_id)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                id(step, group.toString(), plan),
                group,
                village.code(),
                step,
                reason,
                OffsetDateTime.of(on.atTime(2, 0), ZoneOffset.UTC),
                SampleAccounts.idOf(username, plan));
    }

    private static UUID id(String what, String whose, Plan plan) {
        return UUID.nameUUIDFromBytes(
                ("sample waiting " + what + " " + whose + " " + plan.seed()).getBytes(StandardCharsets.UTF_8));
    }

    private static void run(Connection owner, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
