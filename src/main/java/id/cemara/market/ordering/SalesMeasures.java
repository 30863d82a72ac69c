package id.cemara.market.ordering;

import id.cemara.statistics.Measure;
import id.cemara.statistics.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Market measures: sales, orders, buyers, and groups that sold. They are counted over a period from
/// `market.sales`, which has no personal data and no row policy: with a policy the figure would depend on
/// the reader.
@Configuration(proxyBeanMethods = false)
class SalesMeasures {

    static final String TOPIC = "market-sales";
    private static final String SECTOR = "sector";
    private static final Set<String> NOTHING = Set.of();
    private static final Set<String> PERIODS = Set.of("week", "month");

    @Bean
    @Order(500)
    Measure sales(JdbcClient db) {
        return new Sold("sales", "amount", NOTHING, db);
    }

    @Bean
    @Order(501)
    Measure orders(JdbcClient db) {
        return new Sold("orders", "orders", NOTHING, db);
    }

    @Bean
    @Order(502)
    Measure buyers(JdbcClient db) {
        return new Sold("buyers", "buyers", Set.of(Question.AREA, SECTOR, "week", "month"), db);
    }

    @Bean
    @Order(503)
    Measure groupsThatSold(JdbcClient db) {
        return new Sold("groups-that-sold", "groups", PERIODS, db);
    }

    /// @param column of `market.count_sales`
    /// @param overlapping breakdowns in which the same buyer or group can appear in several rows
    private record Sold(String key, String column, Set<String> overlapping, JdbcClient db) implements Measure {

        @Override
        public Set<String> dimensions() {
            return Set.of(SECTOR);
        }

        @Override
        public List<String> topics() {
            return List.of("registry", TOPIC);
        }

        @Override
        public boolean isOverTime() {
            return true;
        }

        @Override
        public boolean isOverlapping(String by) {
            return overlapping.contains(by);
        }

        @Override
        public Figures compute(Question question) {
            List<Row> rows = question.by().isEmpty() ? List.of() : counted(question, question.by());
            List<Row> total = counted(question, List.of());
            return new Figures(
                    rows, total.isEmpty() ? Long.valueOf(0) : total.getFirst().value());
        }

        private List<Row> counted(Question question, List<String> by) {
            return db.sql("select first_key, second_key, " + column + """
                      from market.count_sales(:from, :to, :area, :length, :first, :second)
                    """)
                    .param("from", question.start())
                    .param("to", question.asOf())
                    .param(
                            "area",
                            question.area() == null ? null : question.area().value())
                    .param("length", question.childCodeLength())
                    .param("first", by.isEmpty() ? null : by.getFirst())
                    .param("second", by.size() < 2 ? null : by.get(1))
                    .query((row, number) -> {
                        List<String> keys = new ArrayList<>();
                        for (int i = 1; i <= by.size(); i++) {
                            keys.add(row.getString(i));
                        }
                        long figure = row.getLong(3);
                        return new Row(keys, row.wasNull() ? null : figure);
                    })
                    .list();
        }
    }
}
