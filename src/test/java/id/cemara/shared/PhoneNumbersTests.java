package id.cemara.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0812\uFE0D3456789",
                "\u202A+62 812-3456-789\u202C",
                "0812\u200B3456\u2060789",
                "\uFEFF08123456789",
                "0812\u00AD3456\u034F789",
                "08123456789\u3164",
                "0812\uDB40\uDD003456789",
            })
    void what_leaves_no_trace_is_no_part_of_a_number(String pasted) {
        assertThat(PhoneNumbers.parse(pasted)).hasValue("+628123456789");
        assertThat(PhoneNumbers.parseMobile(pasted)).hasValue("+628123456789");
    }

    @Test
    void a_control_character_still_makes_it_none() {
        assertThat(PhoneNumbers.parse("0812\u00023456789")).isEmpty();
        assertThat(PhoneNumbers.parse("0812\u00003456789")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "+683 4000"})
    void a_number_shorter_than_the_database_keeps_is_none(String typed) {
        assertThat(PhoneNumbers.parse(typed)).isEmpty();
    }
}
