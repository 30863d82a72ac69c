package id.cemara.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Valid characters of names, and valid dates.
class VisibleTextTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "Sri\u200BRejeki",
                "\u202Eirtes",
                "Sri \u2066Rejeki\u2069",
                "\u200FSri",
                "Sri\u00ADRejeki",
                "\uFEFFSri",
                "\u3164",
                "\u2800\u2800",
                "Sri\u200DRejeki",
                "Sri\uFE0F",
                "Sri\uD800Rejeki",
                "Sri\uE000",
                "\u115F\u1160"
            })
    void a_name_with_what_cannot_be_seen_is_refused(String name) {
        assertThat(VisibleText.isLine(name)).isFalse();
        var checks = new Checks();
        checks.name("name", name, 120);
        Refused refused = catchThrowableOfType(Refused.class, checks::refuseProblems);
        assertThat(((InvalidFields) refused.problem()).fields())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).isEqualTo("no-control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hj. Siti Barokah, S.Pd.",
                "Ma’ruf D'Anggrek",
                "Café Mádu",
                "中文",
                "نساء",
                "Kue 👩\u200D🌾 ❤\uFE0F",
                "1\uFE0F\u20E3 Pilihan"
            })
    void a_name_of_any_script_is_taken(String name) {
        assertThat(VisibleText.isLine(name)).isTrue();
    }

    @Test
    void blanks_of_every_kind_are_one_blank() {
        assertThat(new Checks().name("name", "\u00A0 Sri\t\u2003Rejeki\u3000", 120))
                .isEqualTo("Sri Rejeki");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B\u3164", "se\u000Bbab", "se\u0002bab", "sebab \uD83D", "\u202Ebabes", "a\0b"})
    void a_reason_with_what_cannot_be_seen_is_refused(String reason) {
        Refused refused = catchThrowableOfType(Refused.class, () -> Checks.reason("reason", reason, 500));
        assertThat(refused).isNotNull();
        assertThat(((InvalidFields) refused.problem()).fields())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).isEqualTo("no-control"));
    }

    @Test
    void a_reason_may_have_lines() {
        assertThat(Checks.reason("reason", " - satu \ud83d\udc69\u200d\ud83c\udf3e\r\n\tdua\n", 500))
                .isEqualTo("- satu \ud83d\udc69\u200d\ud83c\udf3e\n\tdua");
    }

    @ParameterizedTest
    @CsvSource({
        "1850-01-01, day-too-early",
        "-0001-01-01, day-too-early",
        "9999-12-31, not-in-future",
        "+12345-01-01, not-in-future",
        "2026-11-29, not-in-future",
        "2020-02-30, no-such-day",
        "2020-13-01, no-such-day",
        "kemarin, day",
        "12/05/1985, day"
    })
    void a_day_that_cannot_be_gets_the_true_reason(String typed, String reason) {
        var checks = new Checks();
        assertThat(checks.pastDay("joinedOn", typed, TODAY)).isEmpty();
        Refused refused = catchThrowableOfType(Refused.class, checks::refuseProblems);
        assertThat(((InvalidFields) refused.problem()).fields())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).isEqualTo(reason));
    }

    @Test
    void a_day_ahead_is_taken_where_it_may_lie_ahead() {
        var checks = new Checks();
        assertThat(checks.day("until", " 2030-01-01 ")).hasValue(LocalDate.of(2030, 1, 1));
        checks.day("until", "9999-01-01");
        Refused refused = catchThrowableOfType(Refused.class, checks::refuseProblems);
        assertThat(((InvalidFields) refused.problem()).fields().getFirst().expected())
                .isEqualTo("day-too-late");
    }
}
