package id.cemara.identity;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Cemara;
import id.cemara.OnSampleDatabase;
import id.cemara.TestDatabases;
import id.cemara.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.ContextConfiguration;

/// Guessing passwords is throttled for the guesser and for nobody else. Each test uses its own client
/// addresses, through a trusted proxy's header.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnSampleDatabase.class)
@Import(SlowingGuessesTests.Counting.class)
class SlowingGuessesTests {

    private static final AtomicInteger CHECKS = new AtomicInteger();

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        static BeanPostProcessor countingEncoder() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof PasswordEncoder encoder ? new Counter(encoder) : bean;
                }
            };
        }
    }

    private record Counter(PasswordEncoder encoder) implements PasswordEncoder {

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            CHECKS.incrementAndGet();
            return encoder.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            CHECKS.incrementAndGet();
            return encoder.matches(password, hash);
        }
    }

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        CHECKS.set(0);
    }

    @Test
    void an_unknown_user_costs_one_password_check_and_gets_the_same_answer() {
        var wrong = token("lebong", "salah", "10.0.0.1");
        assertThat(CHECKS.getAndSet(0)).isEqualTo(1);
        var unknown = token("tidak-ada", "salah", "10.0.0.1");
        assertThat(CHECKS.getAndSet(0)).isEqualTo(1);
        assertThat(unknown.status()).isEqualTo(wrong.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        var wrongPage = page("lebong", "salah", "10.0.0.1");
        assertThat(CHECKS.getAndSet(0)).isEqualTo(1);
        var unknownPage = page("tidak-ada", "salah", "10.0.0.1");
        assertThat(CHECKS.getAndSet(0)).isEqualTo(1);
        assertThat(unknownPage.status()).isEqualTo(wrongPage.status());
        assertThat(unknownPage.text().replace("tidak-ada", "lebong")).isEqualTo(wrongPage.text());
    }

    @Test
    void a_hundred_wrong_tries_slow_their_address_and_not_the_owner_elsewhere() {
        assertThat(token("seluma", TestDatabases.PASSWORD, "10.0.1.1").status()).isEqualTo(201);
        CHECKS.set(0);
        long refused = IntStream.range(0, 100)
                .filter(turn -> token("seluma", "salah" + turn, "10.0.1.2").status() == 429)
                .count();
        assertThat(refused).isGreaterThan(80);
        assertThat(CHECKS.get()).isLessThan(20);
        var slowed = token("seluma", TestDatabases.PASSWORD, "10.0.1.2");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 60);
        assertThat(slowed.json().path("title").asString()).isEqualTo("too-many-tries");
        assertThat(token("seluma", TestDatabases.PASSWORD, "10.0.1.1").status()).isEqualTo(201);
        assertThat(token("seluma", TestDatabases.PASSWORD, "10.0.1.3").status()).isEqualTo(201);
    }

    @Test
    void one_address_cannot_try_many_names() {
        CHECKS.set(0);
        long refused = IntStream.range(0, 100)
                .filter(turn -> token("nama" + turn, "salah", "10.0.2.1").status() == 429)
                .count();
        assertThat(refused).isGreaterThan(60);
        var page = page("lebong", TestDatabases.PASSWORD, "10.0.2.1");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.text()).contains("Tunggu", "tidak dikunci");
        assertThat(page.header("Retry-After")).isNotEmpty();
    }

    @Test
    void guessing_from_many_addresses_does_not_slow_the_owner_at_a_known_place() {
        assertThat(token("provinsi", TestDatabases.PASSWORD, "10.0.3.1").status())
                .isEqualTo(201);
        long refused = IntStream.range(0, 80)
                .filter(turn -> token("provinsi", "salah", "10.1.3." + turn).status() == 429)
                .count();
        assertThat(refused).isPositive();
        assertThat(token("provinsi", TestDatabases.PASSWORD, "10.0.3.1").status())
                .isEqualTo(201);
        assertThat(token("nasional", TestDatabases.PASSWORD, "10.1.3.1").status())
                .isEqualTo(201);
    }

    @Test
    void right_passwords_cost_nothing() {
        for (int turn = 0; turn < 25; turn++) {
            assertThat(token("admin", TestDatabases.PASSWORD, "10.0.4.1").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void sixty_wrong_tokens_of_orders_from_one_address_are_slowed() {
        for (boolean isPage : new boolean[] {true, false}) {
            String guesser = isPage ? "10.0.5.1" : "10.0.5.2";
            List<Web.Answer> answers = new ArrayList<>();
            for (int guess = 0; guess < 60; guess++) {
                answers.add(order(isPage, "%043d".formatted(guess), guesser));
            }
            assertThat(answers.subList(0, 40)).allMatch(answer -> answer.status() == 404);
            Web.Answer slowed = answers.stream()
                    .filter(answer -> answer.status() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 10);
            assertThat(slowed.text()).contains(isPage ? "tautan pesanan yang keliru" : "too-many-wrong-tokens");
            assertThat(order(isPage, "x".repeat(43), "10.0.5.3").status())
                    .as("elsewhere")
                    .isEqualTo(404);
        }
    }

    private Web.Answer order(boolean isPage, String token, String address) {
        return isPage
                ? web.get("/pesanan/ZZZZZZZZ", "Cookie", "cemara-order=" + token, "X-Forwarded-For", address)
                : web.get("/api/v1/orders/ZZZZZZZZ", "X-Order-Token", token, "X-Forwarded-For", address);
    }

    private Web.Answer token(String username, String password, String address) {
        return web.json(
                "POST",
                "/api/v1/tokens",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password),
                "X-Forwarded-For",
                address);
    }

    private Web.Answer page(String username, String password, String address) {
        return web.post(
                "/masuk",
                "username=" + username + "&password=" + password,
                "Origin",
                web.address(),
                "X-Forwarded-For",
                address);
    }
}
