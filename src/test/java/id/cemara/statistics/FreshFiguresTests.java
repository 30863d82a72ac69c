package id.cemara.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Cached answers are never older than the last commit.
@CemaraTest
class FreshFiguresTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Test
    void a_change_shows_in_the_next_answer_and_only_once_it_is_committed() throws SQLException {
        Web web = Web.of(environment);
        assertThat(lebong(web)).isEqualTo(63);
        try (Connection owner =
                        DriverManager.getConnection(database.url(), database.ownerUser(), database.ownerPassword());
                Statement change = owner.createStatement()) {
            owner.setAutoCommit(false);
            change.execute(
                    "update registry.business_groups set deactivated_on = '2026-11-01' where slug = 'wanita-mandiri'");
            assertThat(lebong(web)).isEqualTo(63);
            owner.commit();
            assertThat(lebong(web)).isEqualTo(62);
            assertThat(found(web)).isFalse();
            // A deactivated group has no operating status.
            assertThat(web.get("/kelompok/wanita-mandiri").text())
                    .contains("sudah tidak aktif sejak 1 November 2026")
                    .doesNotContain("Berjalan normal", "Keadaan usaha");
            var told = web.get("/api/v1/groups/17.07-0012").json();
            assertThat(told.get("slug").asString()).isEqualTo("wanita-mandiri");
            assertThat(told.hasNonNull("status")).isFalse();
            change.execute("update registry.business_groups set deactivated_on = null where slug = 'wanita-mandiri'");
            owner.commit();
            assertThat(lebong(web)).isEqualTo(63);
            assertThat(found(web)).isTrue();
        }
    }

    private static int lebong(Web web) {
        return web.get("/api/v1/statistics/groups?by=area&area=17")
                .json()
                .get("rows")
                .get(6)
                .get("value")
                .asInt();
    }

    private static boolean found(Web web) {
        return web.get("/api/v1/groups?q=wanita%20mandiri&area=17.07.04.1003")
                .text()
                .contains("wanita-mandiri");
    }
}
