package id.cemara.permit;

import id.cemara.statistics.Dimension;
import id.cemara.statistics.Measure;
import id.cemara.statistics.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Measures how many counted groups hold a permit on the day, also by its kind. Reads `permit.held`, which
/// has neither permit numbers nor a row-level policy: with a policy the figure would depend on the actor.
@Configuration(proxyBeanMethods = false)
class PermitMeasures {

    private static final String PERMIT = "permit";

    @Bean
    Dimension permitDimension() {
        return new Kinds();
    }

    @Bean
    @Order(400)
    Measure groupsWithPermit(JdbcClient db) {
        return new GroupsWithPermit(db);
    }

    private record Kinds() implements Dimension {

        @Override
        public String key() {
            return PERMIT;
        }

        @Override
        public List<String> values() {
            return Arrays.stream(PermitKind.values()).map(PermitKind::key).toList();
        }

        @Override
        public boolean isOverlapping() {
            return true;
        }
    }

    private record GroupsWithPermit(JdbcClient db) implements Measure {

        @Override
        public String key() {
            return "groups-with-permit";
        }

        @Override
        public Set<String> dimensions() {
            return Set.of(PERMIT);
        }

        @Override
        public List<String> topics() {
            return List.of("registry", PERMIT);
        }

        @Override
        public Figures compute(Question question) {
            List<Row> rows = question.by().isEmpty() ? List.of() : rows(question);
            long total = db.sql("select count(distinct group_id)" + from(question))
                    .params(question.parameters())
                    .query(Long.class)
                    .single();
            return new Figures(rows, total);
        }

        private List<Row> rows(Question question) {
            String columns = question.by().stream()
                    .map(by -> by.equals(Question.AREA) ? "left(area_code, :length)" : "kind")
                    .collect(Collectors.joining(", "));
            int keys = question.by().size();
            String grouping =
                    IntStream.rangeClosed(1, keys).mapToObj(String::valueOf).collect(Collectors.joining(", "));
            return db.sql("select " + columns + ", count(distinct group_id)" + from(question) + " group by " + grouping)
                    .params(question.parameters())
                    .query((row, ordinal) -> {
                        List<String> values = new ArrayList<>();
                        for (int i = 1; i <= keys; i++) {
                            values.add(row.getString(i));
                        }
                        return new Row(values, row.getLong(keys + 1));
                    })
                    .list();
        }

        private static String from(Question question) {
            return """
                     from permit.counted
                    where counted_from <= :day and (counted_to is null or counted_to > :day)
                    """ + (question.area() == null ? "" : " and area_code >= :area and area_code < :area || '/'");
        }
    }
}
