package id.cemara.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Cemara;
import id.cemara.OnEmptyDatabase;
import id.cemara.Web;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// An installation without sample is set up by a link printed only on its console.
@SpringBootTest(
        classes = Cemara.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=first-administrator")
@ContextConfiguration(initializers = OnEmptyDatabase.class)
@DirtiesContext
class FirstAdministratorTests {

    @Autowired
    private FirstAdministrator first;

    @Autowired
    private Environment environment;

    @Test
    void each_start_makes_a_new_link_until_somebody_used_one() {
        Web web = Web.of(environment);
        String old = link(first.line().orElseThrow());
        String link = link(first.line().orElseThrow());
        String password = "password=pohon-yang-tegak&repeated=pohon-yang-tegak";
        assertThat(web.post("/undangan/" + old, password, "Origin", web.address())
                        .status())
                .isEqualTo(410);
        assertThat(web.post("/undangan/" + link, password, "Origin", web.address())
                        .header("Location"))
                .endsWith("/masuk?sandi=tersimpan&nama=admin");
        assertThat(web.post("/masuk", "username=admin&password=pohon-yang-tegak", "Origin", web.address())
                        .header("Location"))
                .endsWith("/kerja");
        assertThat(first.line()).isEmpty();
    }

    private static String link(String line) {
        return line.lines().findFirst().orElseThrow().replaceAll(".*/undangan/", "");
    }
}
