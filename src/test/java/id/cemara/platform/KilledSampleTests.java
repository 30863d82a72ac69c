package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// The sample is loaded completely or not at all.
class KilledSampleTests {

    private static final List<String> TABLES = List.of(
            "identity.accounts",
            "registry.business_groups",
            "registry.members",
            "permit.permits",
            "assessment.assessments",
            "market.products",
            "market.stock",
            "market.shops",
            "market.orders",
            "market.order_lines",
            "market.reviews",
            "market.complaints",
            "payment.payments");

    @Test
    void a_start_killed_while_the_market_s_sample_loads_loads_it_again_the_next_time() throws SQLException {
        DatabaseAccess killed = TestDatabases.fresh(Content.EMPTY);
        Rows.run(
                killed,
                "delete from platform.installation",
                "create sequence public.orders_loaded",
                """
                create function public.die() returns trigger language plpgsql as $$
                begin
                    if nextval('public.orders_loaded') = 100 then
                        perform pg_terminate_backend(pg_backend_pid());
                        perform pg_sleep(600);
                    end if;
                    return new;
                end $$
                """,
                "create trigger die before insert on market.orders for each row execute function public.die()");

        assertThatThrownBy(() -> start(killed)).hasStackTraceContaining("Database connection failed");
        assertThat(counts(killed)).allMatch(line -> line.endsWith(" 0"));
        assertThat(Rows.number(killed, "select count(*) from platform.installation"))
                .isZero();

        Rows.run(killed, "drop trigger die on market.orders");
        start(killed);
        try (Connection sample = TestDatabases.owner(Content.SAMPLE)) {
            assertThat(counts(killed)).isEqualTo(Rows.all(sample, question()));
        }
    }

    private static List<String> counts(DatabaseAccess access) {
        return Rows.all(access, question());
    }

    private static String question() {
        return TABLES.stream()
                .map(table -> "select '%1$s ' || count(*) from %1$s".formatted(table))
                .reduce((one, other) -> one + " union all " + other)
                .orElseThrow();
    }

    private static void start(DatabaseAccess access) {
        new SpringApplicationBuilder(Cemara.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(Stream.concat(TestDatabases.properties(access).stream(), Stream.of("cemara.sample.mode=on"))
                        .map(property -> "--" + property)
                        .toArray(String[]::new))
                .close();
    }
}
