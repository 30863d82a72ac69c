package id.cemara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Pages of the work space are valid HTML, each as one role in one place.
@CemaraTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkPagesTests {

    private static final HtmlChecker CHECKER = checker();

    @Autowired
    private Environment environment;

    private final Map<String, String[]> sessions = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "cemara-indah, /kerja",
        "cemara-indah, /kerja/izin",
        "cemara-indah, /kerja/kelompok/17.71-0004",
        "cemara-indah, /kerja/kelompok/17.71-0004/izin",
        "cemara-indah, /kerja/kelompok/17.71-0004/izin/baru?kind=brand",
        "cemara-indah, /kerja/kelompok/17.71-0004/nilai",
        "cemara-indah, /kerja/kelompok/17.71-0004/foto",
        "petugas-lebong, /kerja/kelompok/17.07-0012/nilai/baru",
        "petugas-lebong, /kerja/kelompok/17.07-0012/izin",
        "provinsi, /kerja/izin"
    })
    void are_valid_html(String account, String path) throws Exception {
        Web web = Web.of(environment);
        var answer = web.get(path, sessions.computeIfAbsent(account, web::session));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(CHECKER.errors(answer.bytes())).isEmpty();
    }

    private static HtmlChecker checker() {
        try {
            return new HtmlChecker();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
