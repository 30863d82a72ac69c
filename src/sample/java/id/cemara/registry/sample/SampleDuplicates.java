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

/// Two groups that somebody registered a second time, so that an office has a case to compare: one in its own village
/// with a slip in its name, for the kabupaten's office, and one in another kabupaten with the same telephone, for the
/// province's. Drafts, which no figure counts.
@Component
final class SampleDuplicates implements SampleData {

    /// A group registered again.
    ///
    /// @param original the slug of the group it is
    /// @param village where it was registered again
    /// @param keeper who did so
    private record Again(String original, String name, String village, String keeper) {}

    private static final List<Again> GROUPS = List.of(
            new Again("wanita-mandiri", "Kelompok UPPKS Wanita Mandri", "17.07.04.1003", "petugas-lebong"),
            new Again("cemara-indah", "UPPKA Tjemara Indah", "17.05.01.1001", "petugas-seluma"));

    @Override
    public int order() {
        return 340;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        List<Areas.Place> villages = Areas.villages(owner);
        for (Again again : GROUPS) {
            for (Areas.Place village : villages) {
                if (village.code().equals(again.village())) {
                    write(owner, plan, again, village);
                }
            }
        }
        run(owner, "select registry.note_duplicates(?, null) is not null", plan.day());
    }

    private static void write(Connection owner, Plan plan, Again again, Areas.Place village) throws SQLException {
        UUID id = id("group", again, plan);
        LocalDate registered = plan.day().minusDays(3);
        run(
                owner,
                """
                insert into registry.business_groups (id, number, slug, name, area_code, place, approval, registered_on)
                values (?, registry.next_number(?), registry.free_slug(?), ?, ?, ?, 'draft', ?)
                """,
                id,
                village.code().substring(0, 5),
                Slugs.of(again.name()),
                again.name(),
                village.code(),
                village.path(),
                registered);
        run(owner, """
                insert into registry.group_private (group_id, area_code, contact_phone)
                select ?, ?, p.contact_phone
                  from registry.business_groups g
                  join registry.group_private p on p.group_id = g.id
                 where g.slug = ?
                """, id, village.code(), again.original());
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
                values (?, 'home-industry', 'chips', true, ?)
                """, id, registered);
        run(
                owner,
                """
                insert into registry.group_reviews (id, group_id, area_code, step, happened_at, account_id)
                values (?, ?, ?, 'registered', ?, ?)
                """,
                id("review", again, plan),
                id,
                village.code(),
                OffsetDateTime.of(registered.atTime(2, 0), ZoneOffset.UTC),
                SampleAccounts.idOf(again.keeper(), plan));
    }

    private static UUID id(String what, Again again, Plan plan) {
        return UUID.nameUUIDFromBytes(("sample duplicate " + what + " " + again.original() + " " + plan.seed())
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void run(Connection owner, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
