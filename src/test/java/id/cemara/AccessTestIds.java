package id.cemara;

import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// Ids of things that the addresses in access.txt are about, by the name of the path's variable and, where several
/// addresses share the name, its pattern.
final class AccessTestIds {

    private AccessTestIds() {}

    static Map<String, String> of(DatabaseAccess database) throws SQLException {
        Map<String, String> ids = new HashMap<>();
        try (Connection owner = TestDatabases.asOwner(database);
                Statement statement = owner.createStatement()) {
            duplicates(statement, ids);
        }
        return ids;
    }

    /// A case of two groups in Lebong, and a merge of the same that moved nothing.
    private static void duplicates(Statement statement, Map<String, String> ids) throws SQLException {
        String found = one(statement, """
                insert into registry.duplicate_cases
                       (group_a, group_b, area_code, score, name_match, depth, same_phone, shared, found_on)
                select least(a.id, b.id), greatest(a.id, b.id), '17.07.04.1003', 0.9, 1, 4, false, 0, '2026-11-24'
                  from registry.business_groups a, registry.business_groups b
                 where a.slug = 'wanita-mandiri' and b.slug = 'kelompok-uppks-wanita-mandri'
                    on conflict (group_a, group_b) do update set score = excluded.score
                returning id
                """);
        for (String action : new String[] {"", "/bukan-ganda", "/gabungan", "/gabungan/batal"}) {
            ids.put("id@/kerja/ganda/{id}" + action, found);
        }
        ids.put("id@/api/v1/merges/{id}", one(statement, """
                insert into registry.merges (id, from_group, into_group, area_code, reason, merged_at, merged_by)
                select uuidv7(), b.id, a.id, '17.07.04.1003', 'Uji.', now(), uuidv7()
                  from registry.business_groups a, registry.business_groups b
                 where a.slug = 'wanita-mandiri' and b.slug = 'kelompok-uppks-wanita-mandri'
                returning id
                """));
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
