package id.cemara.market.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which facts of a product are valid.
class ProductRulesTests {

    private static final Map<String, Category> CATEGORIES = Map.of(
            "snacks", new Category("snacks", "keripik", "chips", true, true),
            "fresh", new Category("fresh", "segar", "fresh", true, false),
            "crafts", new Category("crafts", "kerajinan", "crafts", false, false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12500 | 12500",
                "12.500 | 12500",
                "Rp12.500 | 12500",
                "Rp 12.500,00 | 12500",
                "rp. 1.250.000,- | 1250000",
                "12.50 | -",
                "12,500 | -",
                "12.500,50 | -",
                "-5 | -",
                "1e6 | -",
                "seribu | -",
                "1234.567 | -",
                "1.000.000.000.000.000.000.000 | -",
            })
    void rupiah_are_read_as_people_write_them_and_never_guessed(String typed, String expected) {
        assertThat(Amounts.rupiah(typed).map(String::valueOf).orElse("-")).isEqualTo(expected);
    }

    @Test
    void a_form_with_four_fields_is_a_product_from_stock() {
        ProductDetails details = read(Map.of());
        assertThat(details.price()).isEqualTo(12_500);
        assertThat(details.kind()).isEqualTo("ready");
        assertThat(details.minQuantity()).isEqualTo(1);
        assertThat(details.maxQuantity()).isNull();
        assertThat(details.weekCapacity()).isNull();
        assertThat(details.halal()).isEqualTo("none");
        assertThat(ProductForm.of(details).read(CATEGORIES)).isEqualTo(details);
    }

    @Test
    void each_further_wholesale_step_is_cheaper() {
        assertThat(problems(Map.of("from1", "50", "price1", "11000", "from2", "10", "price2", "10000")))
                .containsExactly("price1 product-step-cheaper");
        assertThat(problems(Map.of("from1", "10", "price1", "10000", "from2", "20", "price2", "10000")))
                .containsExactly("price2 product-step-cheaper");
        assertThat(read(Map.of("from1", "50", "price1", "9000", "from2", "10", "price2", "10000"))
                        .steps())
                .extracting(ProductDetails.Step::price)
                .containsExactly(10_000L, 9_000L);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThat(problems(Map.of(
                        "name", "", "price", "0", "unit", "x".repeat(41), "category", "gold", "minQuantity", "1,5")))
                .containsExactlyInAnyOrder(
                        "name required",
                        "price product-price",
                        "unit too-long",
                        "category choice",
                        "minQuantity product-number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | 1000000001 | price product-price",
                "kind | rented | kind choice",
                "kind | made-to-order | weekCapacity product-capacity",
                "maxQuantity | 0 | maxQuantity product-number",
                "shelfLifeDays | 36501 | shelfLifeDays product-number",
                "storage | oven | storage choice",
                "halal | maybe | halal choice",
                "netWeightGrams | 1000001 | netWeightGrams product-number",
                "from1 | 1 | from1 product-number",
            })
    void a_field_out_of_bounds_is_refused_by_its_name(String field, String value, String expected) {
        assertThat(problems(Map.of(field, value))).contains(expected);
    }

    @Test
    void what_is_no_food_does_not_speak_of_halal() {
        assertThat(problems(Map.of("category", "crafts", "halal", "certified")))
                .containsExactly("halal product-no-food");
        assertThat(new Category("fresh", "segar", "fresh", true, false).needsHalal())
                .isFalse();
        assertThat(new Category("snacks", "keripik", "chips", true, true).needsHalal())
                .isTrue();
        assertThat(new Category("crafts", "kerajinan", "crafts", false, false).needsHalal())
                .isFalse();
    }

    @Test
    void more_never_costs_more_each_and_steps_come_in_order() {
        assertThat(problems(Map.of("from1", "10", "price1", "12.500"))).containsExactly("price1 product-step-price");
        assertThat(problems(Map.of("from1", "10", "price1", "12000", "from2", "10", "price2", "11000")))
                .containsExactly("from2 product-step-twice");
        assertThat(problems(Map.of("from1", "10"))).containsExactly("price1 required");
        assertThat(problems(Map.of("price", "1,2.3", "from1", "10", "price1", "11000")))
                .containsExactly("price product-price");
        assertThat(read(Map.of("from1", "50", "price1", "11000", "from2", "10", "price2", "12.000"))
                        .steps())
                .containsExactly(new ProductDetails.Step(10, 12_000), new ProductDetails.Step(50, 11_000));
    }

    @Test
    void the_most_is_not_less_than_the_fewest_nor_the_parcel_than_what_is_in_it() {
        assertThat(problems(Map.of("minQuantity", "10", "maxQuantity", "9")))
                .containsExactly("maxQuantity product-max");
        assertThat(problems(Map.of("netWeightGrams", "250", "weightGrams", "200")))
                .containsExactly("weightGrams product-weight");
    }

    private static ProductDetails read(Map<String, String> different) {
        Map<String, String> typed = new HashMap<>(
                Map.of("name", "Keripik pisang", "price", "12.500", "unit", "bungkus 200 g", "category", "snacks"));
        typed.putAll(different);
        return new ProductForm(typed).read(CATEGORIES);
    }

    private static List<String> problems(Map<String, String> different) {
        Refused refused = catchThrowableOfType(Refused.class, () -> read(different));
        assertThat(refused).isNotNull();
        return ((InvalidFields) refused.problem())
                .fields().stream().map(ProductRulesTests::text).toList();
    }

    private static String text(FieldProblem problem) {
        return problem.field() + " " + problem.expected();
    }
}
