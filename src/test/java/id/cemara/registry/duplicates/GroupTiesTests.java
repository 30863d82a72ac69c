package id.cemara.registry.duplicates;

import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTie.Fate;
import id.cemara.registry.ties.GroupTies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every table that references a group declares what a merge does with it.
@CemaraTest
class GroupTiesTests {

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private List<GroupTies> ties;

    @Test
    void every_table_that_names_a_group_says_what_a_merge_does_with_it() throws SQLException {
        List<String> declared = all().stream().map(GroupTie::table).sorted().toList();
        assertThat(declared).doesNotHaveDuplicates();
        assertThat(declared).containsExactlyElementsOf(strings("""
                        select distinct n.nspname || '.' || c.relname as name
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'
                           and (exists (select from pg_attribute a
                                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                           and a.attname ~ '(^|_)(group|groups|seller|sellers)(_id|_a|_b)?$'
                                           and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype))
                                or exists (select from pg_constraint f
                                            where f.conrelid = c.oid and f.contype = 'f'
                                              and f.confrelid = 'registry.business_groups'::regclass))
                         order by 1
                        """));
    }

    @Test
    void what_stays_or_is_derived_says_why_and_what_follows_names_a_table_that_moves() {
        Set<String> going = new TreeSet<>();
        for (GroupTie tie : all()) {
            if (tie.fate() == Fate.MOVES || tie.fate() == Fate.FOLLOWS) {
                going.add(tie.table());
            }
        }
        for (GroupTie tie : all()) {
            switch (tie.fate()) {
                case MOVES -> assertThat(tie.why()).as(tie.table()).isEmpty();
                case FOLLOWS -> assertThat(going).as(tie.table()).contains(tie.why());
                case STAYS, DERIVED -> assertThat(tie.why()).as(tie.table()).isNotBlank();
            }
        }
    }

    private List<GroupTie> all() {
        return ties.stream().flatMap(each -> each.ties().stream()).toList();
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection owner = asOwner(access);
                ResultSet row = owner.createStatement().executeQuery(sql)) {
            List<String> found = new java.util.ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
