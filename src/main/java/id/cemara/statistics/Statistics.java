package id.cemara.statistics;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Refused;
import id.cemara.shell.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Answers statistical questions. Answers are cached until the data they were computed from changes.
@Service
public class Statistics {

    private static final int KEPT_ANSWERS = 256;
    private static final int MOST_CHILDREN = 1000;
    /// The longest period in years, so that a table of weeks stays readable.
    private static final int MOST_YEARS = 5;

    private final Map<String, Measure> measures;
    private final Map<String, Dimension> dimensions;
    private final Map<String, AnswerCache<Question, Counted>> kept = new HashMap<>();
    private final Areas areas;

    Statistics(List<Measure> measures, List<Dimension> dimensions, Areas areas, DataVersions versions) {
        this.measures = byKey(measures.stream(), Measure::key);
        this.dimensions = byKey(dimensions.stream(), Dimension::key);
        this.areas = areas;
        for (Measure measure : measures) {
            List<String> topics =
                    Stream.concat(measure.topics().stream(), Stream.of("area")).toList();
            kept.put(measure.key(), new AnswerCache<>(versions, topics, KEPT_ANSWERS));
        }
    }

    public Collection<Measure> measures() {
        return measures.values();
    }

    /// The dimensions contributed by modules, without `area`.
    public Collection<Dimension> dimensions() {
        return dimensions.values();
    }

    /// Answers a question.
    ///
    /// @throws Refused if the measure is unknown, lacks a breakdown, or the period is invalid
    public Answer answer(String measureKey, Question question, Texts texts) {
        Measure measure = measures.get(measureKey);
        if (measure == null) {
            throw Refused.notFound();
        }
        for (String by : question.by()) {
            boolean isTime = measure.isOverTime() && Periods.KEYS.contains(by);
            if (!by.equals(Question.AREA) && !isTime && !measure.dimensions().contains(by)) {
                throw Refused.parameter("by", "breakdown");
            }
        }
        checkPeriod(measure, question);
        Counted counted = Objects.requireNonNull(kept.get(measureKey)).get(question, () -> count(measure, question));
        List<Answer.Row> rows = counted.rows.stream()
                .map(row -> row(row, question.by(), counted.areaNames, texts))
                .toList();
        return new Answer(
                measureKey,
                texts.get("measure." + measureKey + ".unit"),
                texts.get("measure." + measureKey + ".definition"),
                question.asOf(),
                measure.isOverTime() ? question.start() : null,
                String.join(",", question.by()),
                rows,
                counted.total,
                warnings(measure, question, counted, texts));
    }

    private static void checkPeriod(Measure measure, Question question) {
        if (question.by().containsAll(Periods.KEYS)) {
            throw Refused.parameter("by", "week-or-month");
        }
        LocalDate from = question.from();
        if (from == null) {
            return;
        }
        if (!measure.isOverTime()) {
            throw Refused.parameter("from", "no-period");
        }
        if (from.isAfter(question.asOf()) || from.isBefore(question.asOf().minusYears(MOST_YEARS))) {
            throw Refused.parameter("from", "period");
        }
    }

    /// Clears the cache, for measuring the cost of computing.
    void forget() {
        kept.values().forEach(AnswerCache::clear);
    }

    private Counted count(Measure measure, Question question) {
        Measure.Figures figures = measure.compute(question);
        Map<List<String>, @Nullable Number> values = new LinkedHashMap<>();
        for (Measure.Row row : figures.rows()) {
            values.put(row.keys(), row.value());
        }
        Map<String, String> areaNames = new LinkedHashMap<>();
        List<List<String>> axes = new ArrayList<>();
        for (int i = 0; i < question.by().size(); i++) {
            axes.add(axis(question, i, values.keySet(), areaNames));
        }
        List<Measure.Row> rows = new ArrayList<>();
        for (List<String> keys : combinations(axes)) {
            Number zero = measure.isAdditive() ? 0L : null;
            rows.add(new Measure.Row(keys, values.getOrDefault(keys, zero)));
        }
        return new Counted(rows, figures.total(), areaNames);
    }

    /// All values of a dimension, so that zeros are shown. Facts known only for a larger area get a row of
    /// their own at the end.
    private List<String> axis(
            Question question, int position, Collection<List<String>> found, Map<String, String> areaNames) {
        String by = question.by().get(position);
        if (!by.equals(Question.AREA)) {
            return Objects.requireNonNull(dimensions.get(by)).values(question);
        }
        List<String> codes = new ArrayList<>();
        for (Area child : areas.children(question.area(), null, MOST_CHILDREN)) {
            codes.add(child.code().value());
            areaNames.put(child.code().value(), child.shortName());
        }
        List<String> others = found.stream()
                .map(keys -> keys.get(position))
                .distinct()
                .filter(code -> !areaNames.containsKey(code))
                .sorted()
                .toList();
        areaNames.putAll(areas.shortNames(others));
        codes.addAll(others);
        return codes;
    }

    private static List<List<String>> combinations(List<List<String>> axes) {
        return switch (axes.size()) {
            case 0 -> List.of();
            case 1 -> axes.getFirst().stream().map(List::of).toList();
            default ->
                axes.getFirst().stream()
                        .flatMap(first -> axes.get(1).stream().map(second -> List.of(first, second)))
                        .toList();
        };
    }

    private Answer.Row row(Measure.Row row, List<String> by, Map<String, String> areaNames, Texts texts) {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            String key = row.keys().get(i);
            keys.put(by.get(i), key);
            labels.put(by.get(i), label(by.get(i), key, areaNames, texts));
        }
        return by.size() == 1
                ? new Answer.Row(keys.get(by.getFirst()), labels.get(by.getFirst()), null, null, row.value())
                : new Answer.Row(null, null, keys, labels, row.value());
    }

    private String label(String dimension, String key, Map<String, String> areaNames, Texts texts) {
        return dimension.equals(Question.AREA)
                ? areaNames.getOrDefault(key, key)
                : Objects.requireNonNull(dimensions.get(dimension)).label(key, texts);
    }

    private List<Answer.Warning> warnings(Measure measure, Question question, Counted counted, Texts texts) {
        boolean overlapping = question.by().stream()
                .anyMatch(by -> measure.isOverlapping(by)
                        || (dimensions.get(by) instanceof Dimension dimension && dimension.isOverlapping()));
        if (!overlapping || !measure.isAdditive() || counted.total == null) {
            return List.of();
        }
        long sum = counted.rows.stream()
                .mapToLong(row -> row.value() == null ? 0 : row.value().longValue())
                .sum();
        long difference = sum - counted.total.longValue();
        if (difference == 0) {
            return List.of();
        }
        String message = texts.get(
                "statistics.warning.rows-exceed-total",
                sum,
                counted.total.longValue(),
                difference,
                texts.get("measure." + measure.key() + ".unit"));
        return List.of(new Answer.Warning("rows-exceed-total", message, difference));
    }

    boolean isArea(AreaCode code) {
        return areas.find(code).isPresent();
    }

    private static <T> Map<String, T> byKey(Stream<T> items, java.util.function.Function<T, String> key) {
        return items.collect(Collectors.toMap(key, item -> item, (a, b) -> a, LinkedHashMap::new));
    }

    /// A cached answer without texts, shared by readers of all languages.
    private record Counted(List<Measure.Row> rows, @Nullable Number total, Map<String, String> areaNames) {}
}
