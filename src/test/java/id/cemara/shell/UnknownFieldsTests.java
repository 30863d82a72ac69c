package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// Unknown fields in a request are refused by name, never dropped.
@WritingTest
class UnknownFieldsTests {

    private static final String UNKNOWN = "{\"tidakDikenal\": 1}";

    /// Bodies parsed by hand, only after their object was found.
    private static final List<String> AFTER_FINDING =
            List.of("/api/v1/products/{slug}/stock", "/api/v1/imports/{id}/columns");

    @Autowired
    private Environment environment;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private Web web;
    private String[] officer = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
    }

    @Test
    void every_body_with_a_field_that_is_not_known_is_refused_naming_it() {
        List<String> wrong = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            String path = info.getPatternValues().iterator().next();
            if (!takesBody(method) || !path.startsWith("/api/v1/") || AFTER_FINDING.contains(path)) {
                return;
            }
            tried.add(path);
            Answer answer = web.json(methodOf(info), address(path), UNKNOWN, officer);
            if (answer.status() != 422 || !field(answer).equals("tidakDikenal known-field")) {
                wrong.add(methodOf(info) + " " + path + ": " + answer.status() + " " + answer.text());
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(tried).hasSizeGreaterThan(20);
    }

    @Test
    void a_count_with_a_field_that_is_not_known_is_refused_naming_it() {
        String number = web.json("POST", "/api/v1/groups", """
                {"name": "Isian Asing", "village": "17.07.04.1003", "sector": "services"}
                """, officer)
                .json()
                .get("number")
                .asString();
        JsonNode product = web.json("POST", "/api/v1/products", """
                {"group": "%s", "name": "Tikar Isian Asing", "unit": "lembar", "price": 50000, "category": "crafts",
                 "onHand": 3}
                """.formatted(number), officer)
                .json();
        String path = "/api/v1/products/" + product.get("slug").asString();
        assertThat(field(web.json("PUT", path + "/stock", "{\"onHand\": 4, \"jumlah\": 5}", officer)))
                .isEqualTo("jumlah known-field");
        Answer change = web.json("PUT", path, """
                {"name": "Tikar Isian Asing", "unit": "lembar", "price": 50000, "category": "crafts",
                 "group": "%s", "onHand": 9, "published": true}
                """.formatted(number), officer);
        assertThat(change.status()).isEqualTo(422);
        assertThat(change.json().get("errors").findValuesAsString("field")).containsExactly("onHand", "published");
    }

    @Test
    void a_field_of_the_wrong_kind_is_named() {
        assertThat(field(web.json(
                        "POST", "/api/v1/groups", "{\"name\": \"Jenis Salah\", \"village\": {\"code\": 1}}", officer)))
                .isEqualTo("village value");
        assertThat(web.json("POST", "/api/v1/groups", "{\"name\": ", officer).status())
                .isEqualTo(400);
        assertThat(web.json("POST", "/api/v1/groups", "{\"name\": \"Satu\", \"name\": \"Dua\"}", officer)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_number_with_a_point_and_a_day_written_as_a_number_are_refused_wherever_a_whole_one_is_read() {
        List<String> wrong = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            String path = info.getPatternValues().iterator().next();
            if (!path.startsWith("/api/v1/")) {
                return;
            }
            for (MethodParameter parameter : method.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)) {
                    guessable(parameter.getParameterType(), "", "%s").forEach((field, body) -> {
                        tried.add(field);
                        Answer answer = web.json(methodOf(info), address(path), body, officer);
                        if (answer.status() != 422 || !field(answer).equals(field + " value")) {
                            wrong.add(methodOf(info) + " " + path + " " + body + ": " + answer.status() + " "
                                    + answer.text());
                        }
                    });
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(tried).contains("price", "onHand", "steps[0].price", "fromVersion");
    }

    /// Bodies with one field that would need coercion, by the field name in the refusal.
    private static Map<String, String> guessable(Class<?> type, String prefix, String around) {
        Map<String, String> bodies = new TreeMap<>();
        if (!type.isRecord()) {
            return bodies;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> kind = component.getType();
            String field = prefix + component.getName();
            String body = around.formatted("{\"" + component.getName() + "\": %s}");
            if (List.of(int.class, Integer.class, long.class, Long.class).contains(kind)) {
                bodies.put(field, body.formatted("12.500"));
            } else if (kind == LocalDate.class) {
                bodies.put(field, body.formatted("18000"));
            } else if (kind == List.class
                    && component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item) {
                bodies.putAll(guessable(item, field + "[0].", body.formatted("[%s]")));
            } else {
                bodies.putAll(guessable(kind, field + ".", body));
            }
        }
        return bodies;
    }

    @Test
    void a_field_that_needs_another_is_not_dropped() {
        Answer answer = web.json("POST", "/api/v1/groups", """
                {"name": "Tanpa Usaha Kedua", "village": "17.07.04.1003", "sector": "services", "secondKind": "chips"}
                """, officer);
        assertThat(field(answer)).isEqualTo("secondKind kind");
    }

    private static String field(Answer answer) {
        JsonNode error = answer.json().path("errors").path(0);
        return error.path("field").asString("") + " " + error.path("code").asString("");
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static String methodOf(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .findFirst()
                .orElseThrow();
    }

    private static String address(String pattern) {
        return pattern.replace("{id}", "018f0000-0000-7000-8000-000000000001")
                .replace("{term}", "018f0000-0000-7000-8000-000000000001")
                .replaceAll("\\{[a-z]+}", "x");
    }
}
