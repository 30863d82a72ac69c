package id.cemara.statistics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import id.cemara.shared.AreaCode;
import id.cemara.shell.Texts;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.OfficialFigures.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Compares each source with itself (do its rows sum to its stated total?) and with our figures.
/// Contradictions are listed with difference and place, never corrected.
@Service
public class Reconciliations {

    /// Enough for any known publication; of a longer one only this many first figures are compared.
    static final int MOST_FIGURES = 5000;

    private final OfficialFigures official;
    private final Statistics statistics;

    Reconciliations(OfficialFigures official, Statistics statistics) {
        this.official = official;
        this.statistics = statistics;
    }

    /// All comparisons of a source: contradictions of the source with itself first, then its agreements, then
    /// its figures against ours.
    public List<Reconciliation> of(Source source, Texts texts) {
        List<Figure> figures = official.figures(source.id(), 0, MOST_FIGURES);
        List<Reconciliation> all = new ArrayList<>(againstItself(source, figures, texts));
        all.sort((a, b) -> Boolean.compare(a.difference() == 0, b.difference() == 0));
        Map<String, Answer> answers = new HashMap<>();
        figures.forEach(figure -> againstOurs(source, figure, answers, texts).ifPresent(all::add));
        return all;
    }

    private static List<Reconciliation> againstItself(Source source, List<Figure> figures, Texts texts) {
        Map<String, Figure> totals = new LinkedHashMap<>();
        Map<String, List<Figure>> breakdowns = new LinkedHashMap<>();
        for (Figure figure : figures) {
            if (figure.breakdown().isEmpty()) {
                totals.put(figure.measure(), figure);
            } else {
                breakdowns
                        .computeIfAbsent(figure.measure() + " " + figure.breakdown(), key -> new ArrayList<>())
                        .add(figure);
            }
        }
        List<Reconciliation> found = new ArrayList<>();
        for (List<Figure> rows : breakdowns.values()) {
            Figure total = totals.get(rows.getFirst().measure());
            if (total != null) {
                found.add(rowsAgainstTotal(source, rows, total, texts));
            }
        }
        return found;
    }

    private static Reconciliation rowsAgainstTotal(Source source, List<Figure> rows, Figure total, Texts texts) {
        Figure first = rows.getFirst();
        long sum = rows.stream().mapToLong(Figure::value).sum();
        long difference = sum - total.value();
        String breakdown = texts.get("dimension." + first.breakdown() + ".name").toLowerCase(java.util.Locale.ROOT);
        String message = difference == 0
                ? texts.get("statistics.reconciliation.rows-agree", breakdown, sum)
                : texts.get(
                        "statistics.reconciliation.rows-differ",
                        breakdown,
                        sum,
                        total.value(),
                        Math.abs(difference),
                        texts.get(difference > 0 ? "statistics.more" : "statistics.less"));
        String firstPlace = first.place();
        String lastPlace = rows.getLast().place();
        String places = firstPlace.equals(lastPlace) ? firstPlace : firstPlace + " – " + lastPlace;
        return new Reconciliation(
                source.id(),
                places + "; " + total.place(),
                total.measure(),
                first.breakdown(),
                Map.of(),
                "source",
                total.value(),
                sum,
                difference,
                message);
    }

    private Optional<Reconciliation> againstOurs(
            Source source, Figure figure, Map<String, Answer> answers, Texts texts) {
        return ours(source, figure, answers, texts).map(computed -> {
            long difference = computed - figure.value();
            String message = texts.get(
                    difference == 0
                            ? "statistics.reconciliation.ours-agrees"
                            : "statistics.reconciliation.ours-differs",
                    figure.value(),
                    computed,
                    Math.abs(difference));
            return new Reconciliation(
                    source.id(),
                    figure.place(),
                    figure.measure(),
                    figure.breakdown(),
                    figure.keys(),
                    "registry",
                    figure.value(),
                    computed,
                    difference,
                    message);
        });
    }

    /// Our figure for a published one; empty if we have no such measure or breakdown. With several readings
    /// of a breakdown the overlapping one is used, since only it can exceed the total.
    private Optional<Long> ours(Source source, Figure figure, Map<String, Answer> answers, Texts texts) {
        AreaCode area = new AreaCode(source.areaCode());
        List<String> by = new ArrayList<>();
        if (!figure.breakdown().isEmpty()) {
            if (figure.breakdown().equals(Question.AREA)) {
                by.add(Question.AREA);
            } else {
                Optional<String> dimension = reading(figure.breakdown());
                if (dimension.isEmpty()) {
                    return Optional.empty();
                }
                by.add(dimension.get());
            }
        }
        if (statistics.measures().stream().noneMatch(measure -> measure.key().equals(figure.measure()))) {
            return Optional.empty();
        }
        Answer answer = answers.computeIfAbsent(
                figure.measure() + by,
                key -> statistics.answer(figure.measure(), new Question(by, area, source.asOf()), texts));
        if (by.isEmpty()) {
            return Optional.ofNullable(answer.total()).map(Number::longValue);
        }
        String key = figure.keys().get(figure.breakdown());
        return key == null ? Optional.empty() : Optional.of(answer.value(key));
    }

    private Optional<String> reading(String breakdown) {
        return statistics.dimensions().stream()
                .filter(dimension -> dimension.reportedAs().equals(breakdown))
                .sorted((a, b) -> Boolean.compare(b.isOverlapping(), a.isOverlapping()))
                .map(Dimension::key)
                .findFirst();
    }

    /// One comparison.
    ///
    /// @param source the source's id
    /// @param place of the figures in the source
    /// @param measure the measure's key
    /// @param breakdown empty for a total
    /// @param keys of the row; empty if the breakdown's sum is compared with the stated total
    /// @param against `source` for a comparison with the source's own total, `registry` for one with our
    /// figure
    /// @param stated by the source
    /// @param computed the sum of the rows, or our figure
    /// @param difference computed minus stated
    /// @param message in the reader's language
    public record Reconciliation(
            String source,
            String place,
            String measure,
            String breakdown,
            Map<String, String> keys,
            String against,
            long stated,
            long computed,
            long difference,
            String message) {

        public Reconciliation {
            keys = Map.copyOf(keys);
        }

        /// Whether the source contradicts itself.
        @JsonIgnore
        public boolean isContradiction() {
            return against.equals("source") && difference != 0;
        }
    }
}
