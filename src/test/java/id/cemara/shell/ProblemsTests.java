package id.cemara.shell;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// The problems of all modules.
class ProblemsTests {

    /// Code, status and extension members of each. Lines are added, never changed.
    private static final Path RELIED_ON = Path.of("src/test/resources/problems.txt");

    /// Covers every constant of every enum in a sentence.
    private static final int SAMPLES = 20;

    private static final Properties SENTENCES = new Properties();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/messages"))) {
            for (Path bundle : bundles.toList()) {
                PropertiesLoaderUtils.fillProperties(SENTENCES, new FileSystemResource(bundle));
            }
        }
    }

    @Test
    void what_programs_rely_on_stays() throws IOException {
        assertThat(problems().map(ProblemsTests::reliedOn).sorted())
                .containsExactlyElementsOf(Files.readAllLines(RELIED_ON));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void a_problem_stands_in_a_catalogue_and_has_a_sentence_in_both_languages(Class<?> type) throws Exception {
        assertThat(type.getDeclaringClass().isSealed()).isTrue();
        var messages = new TextsConfiguration().messageSource();
        for (Locale language : List.of(Texts.INDONESIAN, Texts.ENGLISH)) {
            var texts = new Texts(messages, language);
            for (int i = 0; i < SAMPLES; i++) {
                Problem problem = (Problem) sample(type, i);
                assertThat(texts.get(problem))
                        .as(problem.toString())
                        .isNotBlank()
                        .doesNotContain("{");
            }
        }
    }

    static Stream<Class<?>> problems() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Problem.class));
        return scanner.findCandidateComponents("id.cemara").stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .filter(name -> !name.startsWith("id.cemara.example."))
                .filter(name -> !name.equals("id.cemara.shell.errors.ErrorAnswers$PlainProblem")) // a bare status
                .sorted()
                .map(ProblemsTests::load);
    }

    private static String reliedOn(Class<?> type) {
        var problem = (Problem) sample(type, 0);
        // ErrorAnswers adds them, in the reader's language.
        Set<String> members = problem instanceof InvalidFields
                ? Set.of("errors")
                : problem.members().keySet();
        return Stream.concat(
                        Stream.of(problem.code(), Integer.toString(problem.status())),
                        members.stream().sorted())
                .reduce((before, word) -> before + " " + word)
                .orElseThrow();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    /// The i-th sample of a type; where the values end they begin anew.
    private static Object sample(Type type, int i) {
        return switch (type) {
            case ParameterizedType list -> List.of(sample(list.getActualTypeArguments()[0], i));
            case Class<?> itself when itself.isRecord() -> sampleRecord(itself, i);
            case Class<?> itself when itself.isEnum() -> nth(List.of(itself.getEnumConstants()), i);
            case Class<?> itself when itself == int.class -> i;
            case Class<?> itself when itself == long.class -> (long) i;
            case Class<?> itself when itself == double.class -> 0.5;
            case Class<?> itself when itself == boolean.class -> true;
            case Class<?> itself when itself == String.class || itself == Object.class -> "sample";
            case Class<?> itself when itself == UUID.class -> new UUID(0, i);
            case Class<?> itself when itself == LocalDate.class -> LocalDate.of(2026, 11, 28);
            case Class<?> itself when itself == Instant.class -> Instant.EPOCH;
            default -> throw new AssertionError("no sample of " + type);
        };
    }

    private static Object sampleRecord(Class<?> type, int i) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> {
                    Problem.Localized localized = component.getAnnotation(Problem.Localized.class);
                    return localized != null && component.getType() == String.class
                            ? nth(tails(localized.value() + "."), i)
                            : sample(component.getGenericType(), i);
                })
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    private static List<String> tails(String prefix) {
        return SENTENCES.stringPropertyNames().stream()
                .filter(key ->
                        key.startsWith(prefix) && !SENTENCES.getProperty(key).contains("{"))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static <T> T nth(List<T> values, int i) {
        return values.get(i % values.size());
    }
}
