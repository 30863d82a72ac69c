package id.cemara.statistics;

import id.cemara.area.Area;
import id.cemara.area.AreaMaps;
import id.cemara.area.Areas;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Refused;
import id.cemara.shell.Texts;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.OfficialFigures.Source;
import id.cemara.statistics.StatisticsView.Choropleth;
import id.cemara.statistics.StatisticsView.ComparedTable;
import id.cemara.statistics.StatisticsView.CrossRow;
import id.cemara.statistics.StatisticsView.CrossTable;
import id.cemara.statistics.StatisticsView.Row;
import id.cemara.statistics.StatisticsView.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Composes the page `/statistik`.
@Service
public class StatisticsPages {

    private static final String GROUPS = "groups";

    private final Statistics statistics;
    private final OfficialFigures official;
    private final Reconciliations reconciliations;
    private final Areas areas;
    private final AreaMaps maps;

    StatisticsPages(
            Statistics statistics,
            OfficialFigures official,
            Reconciliations reconciliations,
            Areas areas,
            AreaMaps maps) {
        this.statistics = statistics;
        this.official = official;
        this.reconciliations = reconciliations;
        this.areas = areas;
        this.maps = maps;
    }

    /// The default area: that of the newest source; null (the whole country) without a source.
    public @Nullable AreaCode usualArea() {
        return official.sources().stream()
                .findFirst()
                .map(source -> new AreaCode(source.areaCode()))
                .orElse(null);
    }

    public StatisticsView view(@Nullable AreaCode code, LocalDate asOf, Texts texts) {
        Area area = code == null ? null : areas.find(code).orElseThrow(() -> Refused.parameter("area", "area-code"));
        Source source = official.sources().stream()
                .filter(one -> code != null && one.areaCode().equals(code.value()))
                .findFirst()
                .orElse(null);
        List<Figure> figures =
                source == null ? List.of() : official.figures(source.id(), 0, Reconciliations.MOST_FIGURES);
        ComparedTable areaTable = table(Question.AREA, List.of(Question.AREA), code, asOf, figures, texts);
        List<ComparedTable> breakdowns = new ArrayList<>();
        readings()
                .forEach((breakdown, readings) ->
                        breakdowns.add(table(breakdown, readings, code, asOf, figures, texts)));
        return new StatisticsView(
                area,
                asOf,
                totals(
                        code,
                        asOf,
                        figures.stream()
                                .filter(figure -> figure.breakdown().isEmpty())
                                .toList(),
                        texts),
                areaTable,
                map(code, areaTable),
                breakdowns,
                cross(code, asOf, texts),
                overTime(code, asOf, texts),
                source,
                figures,
                source == null ? List.of() : reconciliations.of(source, texts),
                statistics.measures().stream().map(Measure::key).toList());
    }

    /// The totals of an area next to the newest source's figures about it.
    List<Total> areaTotals(Area area, LocalDate asOf, Texts texts) {
        String code = area.code().value();
        List<Figure> figures = official.sources().stream()
                .filter(source -> new AreaCode(source.areaCode()).contains(area.code()))
                .findFirst()
                .map(source -> official.figures(source.id(), 0, Reconciliations.MOST_FIGURES))
                .orElse(List.of());
        boolean whole =
                official.sources().stream().anyMatch(source -> source.areaCode().equals(code));
        List<Figure> about = figures.stream()
                .filter(figure -> whole
                        ? figure.breakdown().isEmpty()
                        : code.equals(figure.keys().get(Question.AREA))
                                && figure.keys().size() == 1)
                .toList();
        return totals(area.code(), asOf, about, texts);
    }

    private List<Total> totals(@Nullable AreaCode code, LocalDate asOf, List<Figure> figures, Texts texts) {
        List<Total> totals = new ArrayList<>();
        for (Measure measure : statistics.measures()) {
            Answer answer = statistics.answer(measure.key(), new Question(List.of(), code, asOf), texts);
            Optional<Figure> reported = figures.stream()
                    .filter(figure -> figure.measure().equals(measure.key()))
                    .findFirst();
            totals.add(new Total(
                    measure.key(),
                    answer.total(),
                    reported.map(Figure::value).orElse(null),
                    reported.map(Figure::asOf).orElse(null),
                    reported.map(Figure::place).orElse(""),
                    answer.from()));
        }
        return totals;
    }

    private List<Answer> overTime(@Nullable AreaCode code, LocalDate asOf, Texts texts) {
        var question = new Question(List.of(Periods.MONTH), code, asOf);
        return statistics.measures().stream()
                .filter(Measure::isOverTime)
                .map(measure -> statistics.answer(measure.key(), question, texts))
                .toList();
    }

    /// The dimensions that read each reported breakdown, the overlapping one first, since published figures
    /// are compared with it.
    private Map<String, List<String>> readings() {
        Map<String, List<String>> readings = new LinkedHashMap<>();
        dimensionsOfGroups()
                .sorted(Comparator.comparing(Dimension::isOverlapping).reversed())
                .forEach(dimension -> readings.computeIfAbsent(dimension.reportedAs(), key -> new ArrayList<>())
                        .add(dimension.key()));
        return readings;
    }

    /// The dimensions of the measure `groups`; those of other measures do not apply here.
    private Stream<Dimension> dimensionsOfGroups() {
        Set<String> keys = statistics.measures().stream()
                .filter(measure -> measure.key().equals(GROUPS))
                .flatMap(measure -> measure.dimensions().stream())
                .collect(Collectors.toSet());
        return statistics.dimensions().stream().filter(dimension -> keys.contains(dimension.key()));
    }

    private ComparedTable table(
            String breakdown,
            List<String> readings,
            @Nullable AreaCode code,
            LocalDate asOf,
            List<Figure> figures,
            Texts texts) {
        List<Answer> answers = readings.stream()
                .map(reading -> statistics.answer(GROUPS, new Question(List.of(reading), code, asOf), texts))
                .toList();
        List<Figure> published = figures.stream()
                .filter(figure ->
                        figure.measure().equals(GROUPS) && figure.breakdown().equals(breakdown))
                .toList();
        Map<String, Long> reported = published.stream()
                .collect(Collectors.toMap(figure -> figure.keys().getOrDefault(breakdown, ""), Figure::value));
        List<Row> rows = new ArrayList<>();
        for (Answer.Row row : answers.getFirst().rows()) {
            String key = String.valueOf(row.key());
            rows.add(new Row(
                    key,
                    String.valueOf(row.label()),
                    reported.get(key),
                    answers.stream().map(answer -> answer.value(key)).toList()));
        }
        Number total = answers.getFirst().total();
        return new ComparedTable(
                breakdown,
                readings,
                !published.isEmpty(),
                rows,
                published.stream().mapToLong(Figure::value).sum(),
                answers.stream().map(Answer::sum).toList(),
                stated(figures, GROUPS).map(Figure::value).orElse(null),
                total == null ? 0 : total.longValue(),
                published.stream().map(Figure::place).distinct().collect(Collectors.joining("; ")));
    }

    private Optional<Choropleth> map(@Nullable AreaCode code, ComparedTable table) {
        Map<String, Long> values = new TreeMap<>();
        table.rows().forEach(row -> values.put(row.key(), row.values().getFirst()));
        return maps.ofChildren(code).map(map -> new Choropleth(map, values, ShadeScale.of(values.values())));
    }

    private CrossTable cross(@Nullable AreaCode code, LocalDate asOf, Texts texts) {
        Optional<Dimension> dimension =
                dimensionsOfGroups().filter(one -> !one.isOverlapping()).findFirst();
        if (dimension.isEmpty()) {
            return new CrossTable("", List.of(), List.of());
        }
        String key = dimension.get().key();
        Answer answer = statistics.answer(GROUPS, new Question(List.of(Question.AREA, key), code, asOf), texts);
        Map<String, CrossRow> rows = new LinkedHashMap<>();
        for (Answer.Row cell : answer.rows()) {
            Map<String, String> keys = cell.keys() == null ? Map.of() : cell.keys();
            Map<String, String> labels = cell.labels() == null ? Map.of() : cell.labels();
            long value = cell.value() == null ? 0 : cell.value().longValue();
            rows.merge(
                    keys.getOrDefault(Question.AREA, ""),
                    new CrossRow(
                            keys.getOrDefault(Question.AREA, ""),
                            labels.getOrDefault(Question.AREA, ""),
                            List.of(value),
                            value),
                    StatisticsPages::joined);
        }
        List<CrossRow> filled =
                rows.values().stream().filter(row -> row.sum() > 0).toList();
        return new CrossTable(key, dimension.get().values(), filled);
    }

    private static CrossRow joined(CrossRow row, CrossRow cell) {
        List<Long> values = new ArrayList<>(row.values());
        values.addAll(cell.values());
        return new CrossRow(row.key(), row.label(), values, row.sum() + cell.sum());
    }

    private static Optional<Figure> stated(List<Figure> figures, String measure) {
        return figures.stream()
                .filter(figure ->
                        figure.measure().equals(measure) && figure.breakdown().isEmpty())
                .findFirst();
    }
}
