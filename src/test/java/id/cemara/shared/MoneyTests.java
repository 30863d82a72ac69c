package id.cemara.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MoneyTests {

    private static final Money PRICE = new Money(12_500);

    private record Line(int quantity, Money price) {}

    @Test
    void amounts_add_up_exactly() {
        assertThat(PRICE.times(3).plus(new Money(1)).minus(new Money(501))).isEqualTo(new Money(37_000));
        assertThat(PRICE.times(0)).isEqualTo(Money.ZERO);
        assertThat(PRICE.isMoreThan(new Money(12_499))).isTrue();
        assertThat(PRICE.isMoreThan(PRICE)).isFalse();
    }

    @Test
    void an_amount_is_never_negative_and_never_wraps() {
        var most = new Money(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ZERO.minus(PRICE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(PRICE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.times(2));
    }

    @Test
    void json_and_text_have_the_bare_number() {
        JsonMapper json = JsonMapper.builder().build();
        String written = json.writeValueAsString(new Line(3, PRICE));
        assertThat(written).isEqualTo("{\"quantity\":3,\"price\":12500}");
        assertThat(json.readValue(written, Line.class)).isEqualTo(new Line(3, PRICE));
        assertThat("=" + PRICE).isEqualTo("=12500");
    }
}
