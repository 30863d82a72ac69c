package id.cemara.registry.measures;

import id.cemara.registry.RegistryDimensions;
import id.cemara.statistics.Measure;
import id.cemara.statistics.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts groups or their members as of a day, from the validity dates of each fact.
///
/// A group counts if it was registered on or before the day, verified on it and not deactivated by it: the
/// view `registry.counted_groups`. A member counts if the membership was open on the day, in such a group.
enum RegistryCount {
    GROUPS(""),
    MEMBERS("""
             join registry.memberships m
               on m.group_id = g.group_id and m.joined_on <= :day and (m.left_on is null or m.left_on > :day)
            """);

    static final Set<String> DIMENSIONS = Set.of(
            RegistryDimensions.SECTOR,
            RegistryDimensions.ANY_SECTOR,
            RegistryDimensions.STAGE,
            RegistryDimensions.STATUS);
    static final List<String> TOPICS = List.of("registry");

    private final String join;

    RegistryCount(String join) {
        this.join = join;
    }

    Measure.Figures count(JdbcClient db, Question question) {
        List<Measure.Row> rows = question.by().isEmpty() ? List.of() : rows(db, question);
        long total = db.sql(sql("count(*)", "", question))
                .params(question.parameters())
                .query(Long.class)
                .single();
        return new Measure.Figures(rows, total);
    }

    private List<Measure.Row> rows(JdbcClient db, Question question) {
        List<String> columns = new ArrayList<>();
        StringBuilder joins = new StringBuilder();
        for (String by : question.by()) {
            columns.add(column(by));
            joins.append(joinFor(by));
        }
        String select = String.join(", ", columns) + ", count(*)";
        String sql = sql(select, joins.toString(), question) + " group by "
                + IntStream.rangeClosed(1, columns.size())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", "));
        return db.sql(sql)
                .params(question.parameters())
                .query((row, number) -> {
                    List<String> keys = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        keys.add(row.getString(i));
                    }
                    return new Measure.Row(keys, row.getLong(columns.size() + 1));
                })
                .list();
    }

    private String sql(String select, String joins, Question question) {
        return "select " + select + """
                  from registry.counted_groups g
                """ + join + joins + """
                 where g.counted_from <= :day and (g.counted_to is null or g.counted_to > :day)
                """
                + (question.area() == null ? "" : "   and g.area_code >= :area and g.area_code < :area || '/'\n");
    }

    private static String column(String by) {
        return switch (by) {
            case Question.AREA -> "left(g.area_code, :length)";
            case RegistryDimensions.SECTOR -> "ps.sector_key";
            case RegistryDimensions.ANY_SECTOR -> "s.sector_key";
            case RegistryDimensions.STAGE -> "t.stage";
            case RegistryDimensions.STATUS -> "coalesce(o.status, 'normal')";
            default -> throw new IllegalArgumentException("no breakdown " + by);
        };
    }

    private static String joinFor(String by) {
        return switch (by) {
            case RegistryDimensions.SECTOR -> valid("join registry.group_sectors ps", "ps", " and ps.is_primary");
            case RegistryDimensions.ANY_SECTOR -> valid("join registry.group_sectors s", "s", "");
            case RegistryDimensions.STAGE -> valid("join registry.group_stages t", "t", "");
            case RegistryDimensions.STATUS -> valid("left join registry.group_statuses o", "o", "");
            default -> "";
        };
    }

    private static String valid(String join, String alias, String condition) {
        return " " + join + " on " + alias + ".group_id = g.group_id and " + alias + ".valid_from <= :day and (" + alias
                + ".valid_to is null or " + alias + ".valid_to > :day)" + condition + "\n";
    }
}
