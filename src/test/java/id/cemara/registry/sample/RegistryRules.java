package id.cemara.registry.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

/// What every invented group keeps to, whatever their number.
final class RegistryRules {

    private RegistryRules() {}

    static void hold(Rows rows, String day) throws SQLException {
        nothing(rows, "verified within 45 days and before the count", """
                registry.business_groups g join registry.verifications v on v.group_id = g.id
                 where g.verified_on - g.registered_on not between 0 and 45 or g.verified_on >= '2020-04-30'
                    or v.valid_from <> g.verified_on or g.registered_on < '2012-01-01'
                """);
        nothing(rows, "nothing happens after the last day", """
                (select valid_from as d from registry.group_statuses
                 union all select valid_to from registry.group_statuses
                 union all select valid_from from registry.group_stages
                 union all select joined_on from registry.memberships
                 union all select left_on from registry.memberships
                 union all select started_on from registry.officer_terms
                 union all select ended_on from registry.officer_terms) x where d > '%s'
                """.formatted(day));
        for (String table : new String[] {"group_stages", "group_statuses", "group_places"}) {
            nothing(rows, table + " cover every day since the registration", """
                    (select g.id from registry.business_groups g left join registry.%s f on f.group_id = g.id
                      group by g.id, g.registered_on
                     having min(f.valid_from) is distinct from g.registered_on
                         or count(*) filter (where f.valid_to is null) <> 1
                         or sum(coalesce(f.valid_to, date '%s') - f.valid_from) <> date '%s' - g.registered_on) x
                    """.formatted(table, day, day));
        }
        nothing(rows, "exactly one primary sector on every day", """
                registry.business_groups g where 1 <> (select count(*) from registry.group_sectors s
                  where s.group_id = g.id and s.is_primary and s.valid_to is null and s.valid_from = g.registered_on)
                """);
        nothing(rows, "every membership has its person", """
                registry.memberships m
                  left join registry.members p on p.membership_id = m.id and p.group_id = m.group_id
                 where p.membership_id is null
                """);
        nothing(rows, "members join after the registration", """
                registry.memberships m join registry.business_groups g on g.id = m.group_id
                 where m.joined_on < g.registered_on
                """);
        nothing(rows, "officers are members of their group for the whole term", """
                registry.officer_terms t left join registry.memberships m
                    on m.id = t.membership_id and m.group_id = t.group_id
                 where m.id is null or t.started_on < m.joined_on or m.left_on < coalesce(t.ended_on, 'infinity')
                """);
        nothing(rows, "every office is held by one member at a time, without a gap", """
                (select g.id from registry.business_groups g
                   cross join unnest(array['chair', 'secretary', 'treasurer']) as o (office)
                   left join registry.officer_terms t on t.group_id = g.id and t.office = o.office
                  group by g.id, g.registered_on, o.office
                 having min(t.started_on) is distinct from g.registered_on
                     or count(*) filter (where t.ended_on is null) <> 1
                     or sum(coalesce(t.ended_on, date '%s') - t.started_on) <> date '%s' - g.registered_on) x
                """.formatted(day, day));
        nothing(rows, "a public name is that of a sitting chair", """
                registry.officer_terms t join registry.members m on m.membership_id = t.membership_id
                 where t.public_name is not null
                   and (t.public_name <> m.name or t.office <> 'chair' or t.ended_on is not null)
                """);
        nothing(rows, "contacts, codes and places agree", """
                registry.business_groups g left join registry.group_private p on p.group_id = g.id
                  join area.areas a on a.code = g.area_code
                 where p.area_code is distinct from g.area_code or p.contact_phone is null or p.address is null
                    or a.path <> g.place or length(g.area_code) <> 13 or left(g.number, 5) <> left(g.area_code, 5)
                """);
        nothing(rows, "the directory tells what is valid now", """
                registry.business_groups g left join registry.directory d on d.group_id = g.id
                 where d.members is distinct from (select count(*) from registry.memberships m
                                                    where m.group_id = g.id and m.left_on is null)
                    or d.status is distinct from (select s.status from registry.group_statuses s
                                                   where s.group_id = g.id and s.valid_to is null)
                """);
        nothing(rows, "numbers run without gaps, in the order of registration", """
                (select left(number, 5) as regency, substr(number, 7)::int as running,
                        row_number() over (partition by left(number, 5) order by registered_on, number) as expected
                   from registry.business_groups) x where running <> expected
                """);
        nothing(rows, "counters stand at the last number", """
                registry.number_counters c where last_number <> (select max(substr(number, 7)::int)
                  from registry.business_groups where left(number, 5) = c.regency_code)
                """);
        nothing(rows, "triggers are on again", "pg_trigger where tgenabled = 'D'");
        assertThat(rows.number("select count(*) from platform.data_changes where topic = 'registry'"))
                .isPositive();
    }

    private static void nothing(Rows rows, String rule, String from) throws SQLException {
        assertThat(rows.number("select count(*) from " + from)).as(rule).isZero();
    }
}
