package id.cemara.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.shared.AreaCode;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Permit numbers and expiry, without a database.
class PermitRulesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @ValueSource(
            strings = {"2021707010001-29", "P-IRT 2021707010001-29", "pirt no. 2 02 1707 01 0001-29", "202170701000129"
            })
    void a_p_irt_number_is_read_in_every_usual_spelling(String typed) {
        HomeFoodNumber number = HomeFoodNumber.of(typed).orElseThrow();

        assertThat(number.text()).isEqualTo("2021707010001-29");
        assertThat(number.packaging()).isEqualTo("2");
        assertThat(number.food()).isEqualTo("02");
        assertThat(number.area()).isEqualTo(new AreaCode("17.07"));
        assertThat(number.product()).isEqualTo("01");
        assertThat(number.producer()).isEqualTo("0001");
        assertThat(number.lastDay()).isEqualTo(LocalDate.of(2029, 12, 31));
        assertThat(number.isFrom(new AreaCode("17.07.04.1003"))).isTrue();
        assertThat(number.isFrom(new AreaCode("17.05.08.2007"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2021707010001", "PIRT-OSS-2026-12345", "20217070100012", "2021707010001-2029"})
    void a_number_of_another_form_is_no_p_irt_of_the_known_form(String typed) {
        assertThat(HomeFoodNumber.of(typed)).isEmpty();
    }

    @Test
    void a_p_irt_of_another_form_is_kept_and_marked() {
        var facts = form("p-irt", "PIRT-OSS-2026-12345").read(TODAY);
        assertThat(facts.number()).isEqualTo("PIRT-OSS-2026-12345");
        assertThat(facts.isOtherFormat()).isTrue();
        assertThat(facts.expiresOn()).isNull();
    }

    @Test
    void a_p_irt_without_an_end_ends_with_the_year_in_its_number() {
        assertThat(form("p-irt", "2021707010001-29").read(TODAY).expiresOn()).isEqualTo(LocalDate.of(2029, 12, 31));
        var told = new PermitForm("p-irt", "2021707010001-29", null, "2024-03-01", "2029-02-28").read(TODAY);
        assertThat(told.expiresOn()).isEqualTo(LocalDate.of(2029, 2, 28));
    }

    @Test
    void a_nib_has_thirteen_digits() {
        assertThat(form("nib", "NIB 1234 5678 90123").read(TODAY).number()).isEqualTo("1234567890123");
        assertThat(problems(form("nib", "123456789012"))).containsExactly(new FieldProblem("number", "permit-nib"));
        assertThat(problems(form("nib", "12345678901ab"))).containsExactly(new FieldProblem("number", "permit-nib"));
    }

    @Test
    void everything_wrong_is_said_at_once() {
        var form = new PermitForm("visa", " ", "x".repeat(121), "2027-01-01", "kapan-kapan");
        assertThat(problems(form).stream().map(problem -> problem.field() + " " + problem.expected()))
                .containsExactly(
                        "kind choice", "number required", "holder too-long", "issuedOn not-in-future", "expiresOn day");
        assertThat(problems(new PermitForm("halal", "ID123", null, "2025-01-02", "2025-01-01")))
                .containsExactly(new FieldProblem("expiresOn", "permit-order"));
        assertThat(problems(form("halal", "ID\u0000123"))).containsExactly(new FieldProblem("number", "no-control"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23, EXPIRED", "2026-11-24, EXPIRING", "2027-02-22, EXPIRING", "2027-02-23, VALID", ", VALID"})
    void the_alarm_begins_ninety_days_before_the_last_day(@Nullable LocalDate expiresOn, PermitState state) {
        assertThat(PermitState.of(false, false, expiresOn, TODAY)).isEqualTo(state);
        assertThat(PermitState.of(true, false, expiresOn, TODAY)).isEqualTo(PermitState.WITHDRAWN);
        assertThat(PermitState.of(false, true, expiresOn, TODAY)).isEqualTo(PermitState.REPLACED);
    }

    @Test
    void the_next_step_is_the_first_that_is_missing_or_has_ended() {
        List<Permit> permits = new ArrayList<>();
        assertThat(next(permits)).isEqualTo(PermitKind.NIB);
        permits.add(permit(PermitKind.NIB, null));
        assertThat(next(permits)).isEqualTo(PermitKind.HOME_FOOD);
        permits.add(permit(PermitKind.HOME_FOOD, TODAY.minusDays(1)));
        assertThat(next(permits)).isEqualTo(PermitKind.HOME_FOOD);
        permits.add(permit(PermitKind.HOME_FOOD, TODAY.plusDays(10)));
        assertThat(next(permits)).isEqualTo(PermitKind.HALAL);
        permits.add(permit(PermitKind.HALAL, TODAY.plusYears(3)));
        permits.add(permit(PermitKind.BRAND, null));
        assertThat(Checklist.of(permits).next()).isEmpty();
    }

    @Test
    void food_with_a_number_of_bpom_needs_no_p_irt_and_md_is_never_next_by_itself() {
        assertThat(next(List.of(permit(PermitKind.NIB, null), permit(PermitKind.MD, TODAY.plusYears(1)))))
                .isEqualTo(PermitKind.HALAL);
        assertThat(Checklist.of(List.of()).steps())
                .extracting(Checklist.Step::state)
                .containsOnly("missing");
    }

    private static PermitKind next(List<Permit> permits) {
        return Checklist.of(permits).next().orElseThrow().kind();
    }

    private static Permit permit(PermitKind kind, @Nullable LocalDate expiresOn) {
        return new Permit(
                UUID.randomUUID(),
                kind,
                "1",
                false,
                null,
                null,
                expiresOn,
                TODAY,
                null,
                null,
                null,
                null,
                null,
                0,
                PermitState.of(false, false, expiresOn, TODAY));
    }

    private static PermitForm form(String kind, String number) {
        return new PermitForm(kind, number, null, null, null);
    }

    private static List<FieldProblem> problems(PermitForm form) {
        Refused refused = catchThrowableOfType(Refused.class, () -> form.read(TODAY));
        return ((InvalidFields) refused.problem()).fields();
    }
}
