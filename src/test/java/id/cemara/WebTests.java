package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Tests share an application, but not what it allows one address.
@WritingTest
class WebTests {

    @Autowired
    private Environment environment;

    @Test
    void what_one_caller_tried_in_vain_costs_another_nothing() {
        Web guesser = Web.of(environment);
        while (guess(guesser) != 429) {
            assertThat(guess(guesser)).isIn(404, 429);
        }
        assertThat(guess(Web.of(environment))).isEqualTo(404);
    }

    private static int guess(Web web) {
        return web.get("/api/v1/orders/ZZZZZZZZ", "X-Order-Token", "x".repeat(43))
                .status();
    }
}
