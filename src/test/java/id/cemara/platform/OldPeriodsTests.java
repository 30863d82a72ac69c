package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Cemara;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import id.cemara.platform.start.Migrations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Migrations repair overlapping periods from before the constraint, including those moved by a merge: no
/// day of a membership or an office is lost without a notice.
@ExtendWith(OutputCaptureExtension.class)
class OldPeriodsTests {

    /// The last version of the registry that allowed overlaps.
    private static final String BEFORE = "20261128160600?";

    @Test
    void what_overlapped_before_is_brought_into_line_and_told(CapturedOutput output) {
        DatabaseAccess access = TestDatabases.unmigrated();
        OpenDatabase database = OpenDatabase.server(access);
        new Migrations(Cemara.class).run(database, "spring.flyway.target=" + BEFORE);
        Rows.run(access, OLD);
        List<String> days = Rows.all(access, MEMBER_DAYS);

        new Migrations(Cemara.class).run(database);

        assertThat(Rows.all(access, MEMBER_DAYS)).as("days of each person").isEqualTo(days);
        assertThat(Rows.all(access, """
                select right(s.id::text, 2) || ' ' || s.joined_on || ' ' || coalesce(s.left_on::text, '-')
                  from registry.memberships s
                 where s.continued_by is null
                 order by 1
                """))
                .containsExactly(
                        "a1 2018-01-01 -", // continues
                        "a2 2019-06-01 2019-06-01", // lay inside the other
                        "b1 2018-01-01 2019-01-01", // overlapped the next
                        "b2 2019-01-01 -",
                        "c1 2020-01-01 -",
                        "d1 2022-05-01 -"); // came from a merged group
        assertThat(Rows.all(access, """
                select right(t.group_id::text, 2) || ' ' || t.office || ' ' || coalesce(right(t.membership_id::text, 2), '-')
                       || ' ' || t.started_on || ' ' || coalesce(t.ended_on::text, '-')
                  from registry.officer_terms t
                  join registry.memberships s on s.id = t.membership_id and s.continued_by is null
                 order by 1
                """))
                .containsExactly(
                        "01 chair b1 2018-06-01 2019-01-01", // one term, held across two memberships
                        "01 chair b2 2019-01-01 2020-06-01", // until the next holder began
                        "01 chair c1 2020-06-01 -",
                        "01 coordinator d1 2022-05-01 -", // came from a merged group
                        "01 secretary c1 2020-01-01 2021-01-01", // began before its holder was a member
                        "01 treasurer a1 2019-06-01 2020-01-01", // held in the membership inside the other
                        "01 treasurer b2 2019-01-01 2019-01-01"); // recorded for days outside any membership
        assertThat(Rows.all(access, """
                select right(t.group_id::text, 2) || ' ' || t.office || ' ' || t.started_on || ' ' || t.ended_on
                  from registry.officer_terms t
                  join registry.memberships s on s.id = t.membership_id and s.continued_by is not null
                """)).containsExactly("02 coordinator 2019-01-01 2022-05-01");
        assertThat(output.getOut())
                .contains(
                        "membership 00000000-0000-0000-0000-0000000000a2 from 2019-06-01 until 2020-01-01",
                        "membership 00000000-0000-0000-0000-0000000000b1 until 2020-01-01",
                        "term 00000000-0000-0000-0000-000000000e01 from 2018-06-01 until 2022-01-01");
        assertThat(Rows.all(access, """
                select right(subject::text, 3) || ' ' || (facts -> 'startedOn' ->> 'before')
                       || ' ' || (facts -> 'startedOn' ->> 'after')
                  from identity.audit_trail
                 where action = 'officer.days-corrected' and facts -> 'startedOn' ->> 'before' is not null
                 order by 1
                """))
                .containsExactly(
                        "e01 2018-06-01 2019-01-01",
                        "e04 2019-06-01 2020-01-01",
                        "e05 2016-01-01 2019-01-01",
                        "e06 2019-01-01 2022-05-01");
        // The next change of a term or membership succeeds.
        Rows.run(
                access,
                "update registry.officer_terms set ended_on = ended_on",
                "update registry.memberships set left_on = left_on, joined_on = joined_on");
    }

    private static final String OLD = """
            insert into area.areas (code, parent_code, level, name, path)
            values ('17', null, 'province', 'Bengkulu', 'Bengkulu');
            insert into registry.business_groups (id, number, slug, name, area_code, place, approval, registered_on, verified_on)
            values ('00000000-0000-0000-0000-000000000001', '17.07-0001', 'satu', 'Satu', '17', 'Bengkulu', 'verified',
                    '2018-01-01', '2018-01-01'),
                   ('00000000-0000-0000-0000-000000000002', '17.07-0002', 'dua', 'Dua', '17', 'Bengkulu', 'verified',
                    '2018-01-01', '2018-01-01');
            insert into registry.memberships (id, group_id, joined_on, left_on)
            select ('00000000-0000-0000-0000-0000000000' || s.id)::uuid, '00000000-0000-0000-0000-000000000001',
                   s.joined_on::date, s.left_on::date
              from (values ('a1', '2018-01-01', null), ('a2', '2019-06-01', '2020-01-01'),
                           ('b1', '2018-01-01', '2020-01-01'), ('b2', '2019-01-01', null),
                           ('c1', '2020-01-01', null), ('d1', '2018-01-01', null)) as s (id, joined_on, left_on);
            insert into registry.members (membership_id, group_id, area_code, name, nik_cipher, nik_hash)
            select s.id, s.group_id, '17', 'Warga', '\\x01', sha256(substr(s.id::text, 35, 1)::bytea)
              from registry.memberships s;
            insert into registry.officer_terms (id, group_id, membership_id, office, started_on, ended_on)
            select ('00000000-0000-0000-0000-000000000' || t.id)::uuid, '00000000-0000-0000-0000-000000000001',
                   ('00000000-0000-0000-0000-0000000000' || t.holder)::uuid, t.office, t.started_on::date, t.ended_on::date
              from (values ('e01', 'b2', 'chair', '2018-06-01', '2022-01-01'),
                           ('e02', 'c1', 'chair', '2020-06-01', null),
                           ('e03', 'a2', 'treasurer', '2019-06-01', '2020-01-01'),
                           ('e04', 'c1', 'secretary', '2019-06-01', '2021-01-01'),
                           ('e05', 'b2', 'treasurer', '2016-01-01', '2017-01-01'),
                           ('e06', 'd1', 'coordinator', '2019-01-01', null)) as t (id, holder, office, started_on, ended_on);
            -- A merge as it was then: the membership and the term moved whole.
            update registry.business_groups
               set deactivated_on = '2022-05-01', merged_into = '00000000-0000-0000-0000-000000000001'
             where slug = 'dua';
            insert into registry.merges (id, from_group, into_group, area_code, reason, merged_at, merged_by)
            values ('00000000-0000-0000-0000-00000000000f', '00000000-0000-0000-0000-000000000002',
                    '00000000-0000-0000-0000-000000000001', '17', 'Terdaftar dua kali', '2022-05-01 03:00Z', gen_random_uuid());
            insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
            select '00000000-0000-0000-0000-00000000000f', s.table_name, ('00000000-0000-0000-0000-000000000' || s.id)::uuid,
                   jsonb_build_object('group_id', '00000000-0000-0000-0000-000000000002'),
                   jsonb_build_object('group_id', '00000000-0000-0000-0000-000000000001')
              from (values ('memberships', '0d1'), ('members', '0d1'), ('officer_terms', 'e06')) as s (table_name, id);
            update registry.merge_steps
               set before = before || '{"ended_on": null}', after = after || '{"ended_on": null}'
             where table_name = 'officer_terms'
            """;

    /// The days of membership of each person in the surviving records, by keyed hash.
    private static final String MEMBER_DAYS = """
            select left(encode(m.nik_hash, 'hex'), 4) || ' ' || range_agg(daterange(s.joined_on, s.left_on))
              from registry.members m
              join registry.memberships s
                on s.id = m.membership_id or to_jsonb(s) ->> 'continued_by' = m.membership_id::text
             group by m.nik_hash
             order by 1
            """;
}
