package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A statement that takes too long is cancelled, and its page says in words to try again.
@WritingTest
class CancelledStatementsTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Test
    void a_statement_that_is_cancelled_is_answered_in_words_and_changes_nothing() {
        Web web = Web.of(environment);
        String[] program = web.bearer("lebong");
        Rows.run(database, """
                create function registry.cancel_this() returns trigger language plpgsql as $$
                begin
                    perform pg_cancel_backend(pg_backend_pid());
                    perform pg_sleep(60);
                    return new;
                end $$
                """, """
                create trigger cancelled before insert on registry.business_groups for each row
                    when (new.name = 'Dibatalkan Di Tengah') execute function registry.cancel_this()
                """);
        try {
            var answer = web.postJson("/api/v1/groups", """
                    {"name": "Dibatalkan Di Tengah", "village": "17.07.04.1003", "sector": "home-industry", "kind": "chips"}
                    """, program);
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.json().get("title").asString()).isEqualTo("data-unreachable");
        } finally {
            Rows.run(database, "drop function registry.cancel_this() cascade");
        }
        assertThat(Rows.number(
                        database, "select count(*) from registry.business_groups where name = 'Dibatalkan Di Tengah'"))
                .isZero();
    }
}
