package id.cemara.registry.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersOfIdentityTests {

    @Test
    void a_number_whose_last_digits_a_spreadsheet_swallowed_is_none() {
        assertThat(NationalId.parse("1707045203900000")).isEmpty();
        assertThat(NationalId.parse("17.07.04.520390-0000")).isEmpty();
        assertThat(NationalId.isCutShort("1707045203900000")).isTrue();
        assertThat(FamilyCardNumber.parse("1707041203900000")).isEmpty();
        assertThat(NationalId.parse("1707045203900010").map(NationalId::digits)).contains("1707045203900010");
        assertThat(FamilyCardNumber.parse("1707 0412 0390 0001")).contains("1707041203900001");
    }
}
