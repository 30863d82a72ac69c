package id.cemara.registry.sample;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts and sums read straight from the tables.
final class Rows {

    /// The groups that count on a day, by the definition of the measure `groups`.
    private static final String COUNTED = """
            (select g.* from registry.business_groups g
               join registry.verifications v on v.group_id = g.id
                and v.valid_from <= '%1$s' and (v.valid_to is null or v.valid_to > '%1$s')
              where g.registered_on <= '%1$s' and (g.deactivated_on is null or g.deactivated_on > '%1$s')) g
            """;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    long number(String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    Map<String, Long> numbers(String sql) throws SQLException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            while (row.next()) {
                numbers.put(row.getString(1), row.getLong(2));
            }
        }
        return numbers;
    }

    long groups(String day) throws SQLException {
        return number("select count(*) from " + COUNTED.formatted(day));
    }

    long members(String day) throws SQLException {
        return number("select count(*) from " + COUNTED.formatted(day)
                + " join registry.memberships m on m.group_id = g.id and m.joined_on <= '%1$s'".formatted(day)
                + " and (m.left_on is null or m.left_on > '%1$s')".formatted(day));
    }

    Map<String, Long> groupsByRegency(String day) throws SQLException {
        return numbers("select left(p.area_code, 5), count(*) from " + COUNTED.formatted(day)
                + " join registry.group_places p on p.group_id = g.id and " + valid("p", day)
                + " group by 1 order by 1");
    }

    Map<String, Long> groupsBySector(String day, String which) throws SQLException {
        return numbers("select s.sector_key, count(*) from " + COUNTED.formatted(day)
                + " join registry.group_sectors s on s.group_id = g.id and " + valid("s", day) + " and " + which
                + " group by 1 order by 1");
    }

    Map<String, Long> groupsBy(String table, String column, String day) throws SQLException {
        return numbers("select f." + column + ", count(*) from " + COUNTED.formatted(day) + " join registry." + table
                + " f on f.group_id = g.id and " + valid("f", day) + " group by 1 order by 1");
    }

    private static String valid(String alias, String day) {
        return "%1$s.valid_from <= '%2$s' and (%1$s.valid_to is null or %1$s.valid_to > '%2$s')".formatted(alias, day);
    }

    /// One text for all rows of the registry, the same for the same rows.
    String fingerprint() throws SQLException {
        var text = new StringBuilder();
        for (String table : new String[] {
            "business_groups",
            "group_private",
            "verifications",
            "group_places",
            "group_sectors",
            "group_stages",
            "group_statuses",
            "memberships",
            "members",
            "officer_terms",
            "directory",
            "number_counters",
            "search_words"
        }) {
            try (ResultSet row = connection
                    .createStatement()
                    .executeQuery("select md5(string_agg(t::text, chr(10) order by t::text collate \"C\"))"
                            + " from registry." + table + " t")) {
                row.next();
                text.append(table).append(' ').append(row.getString(1)).append('\n');
            }
        }
        return text.toString();
    }
}
