package id.cemara.registry.measures;

import id.cemara.statistics.Measure;
import id.cemara.statistics.Question;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RegistryMeasures {

    @Bean
    @Order(1)
    Measure groups(JdbcClient db) {
        return new Count("groups", RegistryCount.GROUPS, db);
    }

    @Bean
    @Order(2)
    Measure members(JdbcClient db) {
        return new Count("members", RegistryCount.MEMBERS, db);
    }

    @Bean
    @Order(3)
    Measure membersPerGroup(JdbcClient db) {
        return new MembersPerGroup(db);
    }

    private record Count(String key, RegistryCount what, JdbcClient db) implements Measure {

        @Override
        public Set<String> dimensions() {
            return RegistryCount.DIMENSIONS;
        }

        @Override
        public List<String> topics() {
            return RegistryCount.TOPICS;
        }

        @Override
        public Figures compute(Question question) {
            return what.count(db, question);
        }
    }

    /// Members divided by groups, rounded half up to two decimals; null without groups.
    private record MembersPerGroup(JdbcClient db) implements Measure {

        @Override
        public String key() {
            return "members-per-group";
        }

        @Override
        public Set<String> dimensions() {
            return RegistryCount.DIMENSIONS;
        }

        @Override
        public List<String> topics() {
            return RegistryCount.TOPICS;
        }

        @Override
        public boolean isAdditive() {
            return false;
        }

        @Override
        public Figures compute(Question question) {
            Figures groups = RegistryCount.GROUPS.count(db, question);
            Figures members = RegistryCount.MEMBERS.count(db, question);
            Map<List<String>, @Nullable Number> membersOf = new HashMap<>();
            members.rows().forEach(row -> membersOf.put(row.keys(), row.value()));
            List<Row> rows = new ArrayList<>();
            for (Row row : groups.rows()) {
                rows.add(new Row(row.keys(), average(membersOf.get(row.keys()), row.value())));
            }
            return new Figures(rows, average(members.total(), groups.total()));
        }

        private static @Nullable Number average(@Nullable Number members, @Nullable Number groups) {
            if (groups == null || groups.longValue() == 0) {
                return null;
            }
            long sum = members == null ? 0 : members.longValue();
            return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(groups.longValue()), 2, RoundingMode.HALF_UP);
        }
    }
}
