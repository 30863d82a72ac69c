package id.cemara.statistics;

import id.cemara.exchange.TableFormat;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Cursor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.OfficialFigures.Source;
import id.cemara.statistics.Reconciliations.Reconciliation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: statistics.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "statistics", description = "Measures, official figures and where they disagree")
record StatisticsApi(
        Statistics statistics, OfficialFigures official, Reconciliations reconciliations, Frames frames, Clock clock) {

    private static final int DEFAULT_SIZE = 50;

    record FigureAnswer(
            String source, String measure, Map<String, String> keys, long value, LocalDate asOf, String place) {}

    @GetMapping(path = "/statistics/{measure}", produces = "application/json")
    @Operation(
            operationId = "getStatistics",
            summary = "A measure, broken down by none, one or two dimensions",
            description =
                    "`by` is one of area, sector, any-sector, stage, status, permit, or two of them, comma-separated. "
                            + "`by=area` means the areas right inside `area`, the provinces when none is given. "
                            + "Measures over time (sales, orders, buyers, groups-that-sold) count from `from`, by default the first "
                            + "day of the year of `asOf`, up to `asOf`, and can be asked for by week or month too.")
    Answer statistics(
            @PathVariable String measure,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String from) {
        return answer(measure, by, area, asOf, from);
    }

    @GetMapping(path = "/statistics/{measure}", produces = "text/csv")
    @Operation(operationId = "getStatistics", summary = "A measure, broken down by none, one or two dimensions")
    void statisticsAsCsv(
            @PathVariable String measure,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String from,
            HttpServletResponse response)
            throws IOException {
        TableFormat.CSV.answer(StatisticsTables.of(answer(measure, by, area, asOf, from)), response);
    }

    @GetMapping(path = "/official-figures", produces = "application/json")
    @Operation(operationId = "listOfficialFigures", summary = "Figures as they were published, with source and place")
    Listing<FigureAnswer> officialFigures(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Listing<Figure> figures = figures(source, size, cursor);
        return figures.map(figure -> new FigureAnswer(
                figure.source(), figure.measure(), figure.keys(), figure.value(), figure.asOf(), figure.place()));
    }

    @GetMapping(path = "/official-figures", produces = "text/csv")
    @Operation(operationId = "listOfficialFigures", summary = "Figures as they were published, with source and place")
    void officialFiguresAsCsv(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletResponse response)
            throws IOException {
        TableFormat.CSV.answer(
                StatisticsTables.ofFigures(figures(source, size, cursor).items()), response);
    }

    @GetMapping(path = "/reconciliations", produces = "application/json")
    @Operation(
            operationId = "listReconciliations",
            summary = "Each source held against its own totals and against our figures")
    Listing<Reconciliation> reconciliations(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        return compared(source, size, cursor);
    }

    @GetMapping(path = "/reconciliations", produces = "text/csv")
    @Operation(
            operationId = "listReconciliations",
            summary = "Each source held against its own totals and against our figures")
    void reconciliationsAsCsv(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletResponse response)
            throws IOException {
        TableFormat.CSV.answer(
                StatisticsTables.ofReconciliations(
                        compared(source, size, cursor).items()),
                response);
    }

    private Answer answer(
            String measure, @Nullable String by, @Nullable String area, @Nullable String asOf, @Nullable String from) {
        AreaCode code = Input.areaCode("area", area).orElse(null);
        if (code != null && !statistics.isArea(code)) {
            throw Refused.parameter("area", "area-code");
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate day = Input.pastDay("asOf", asOf, today).orElse(today);
        LocalDate first = Input.day("from", from).orElse(null);
        return statistics.answer(measure, new Question(breakdown(by), code, day, first), texts());
    }

    private static List<String> breakdown(@Nullable String by) {
        if (by == null || by.isEmpty()) {
            return List.of();
        }
        List<String> dimensions = Arrays.asList(by.split(",", -1));
        if (dimensions.size() > 2 || dimensions.stream().distinct().count() < dimensions.size()) {
            throw Refused.parameter("by", "breakdown");
        }
        return dimensions;
    }

    private Listing<Figure> figures(@Nullable String sourceId, @Nullable String size, @Nullable String cursor) {
        List<Figure> all = new ArrayList<>();
        for (Source source : sources(sourceId)) {
            all.addAll(official.figures(source.id(), 0, Reconciliations.MOST_FIGURES));
        }
        return page(all, size, cursor);
    }

    private Listing<Reconciliation> compared(
            @Nullable String sourceId, @Nullable String size, @Nullable String cursor) {
        List<Reconciliation> all = new ArrayList<>();
        for (Source source : sources(sourceId)) {
            all.addAll(reconciliations.of(source, texts()));
        }
        return page(all, size, cursor);
    }

    private List<Source> sources(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return official.sources();
        }
        return List.of(official.source(id).orElseThrow(() -> Refused.parameter("source", "source")));
    }

    /// The lists are short and computed as a whole, so the cursor is an offset.
    private static <T> Listing<T> page(List<T> all, @Nullable String size, @Nullable String cursor) {
        int limit = Input.pageSize("size", size, DEFAULT_SIZE);
        int from = cursor == null ? 0 : Cursor.parse("cursor", cursor, 1).count(0);
        int to = Math.min(all.size(), from + limit);
        List<T> items = from >= to ? List.of() : all.subList(from, to);
        return new Listing<>(
                items, to < all.size() ? Cursor.of(String.valueOf(to)).text() : null);
    }

    private Texts texts() {
        return frames.current().texts();
    }
}
