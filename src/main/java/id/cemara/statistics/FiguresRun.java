package id.cemara.statistics;

import static id.cemara.statistics.FiguresImport.AS_OF;
import static id.cemara.statistics.FiguresImport.BREAKDOWN;
import static id.cemara.statistics.FiguresImport.MEASURE;
import static id.cemara.statistics.FiguresImport.PLACE;
import static id.cemara.statistics.FiguresImport.PUBLISHER;
import static id.cemara.statistics.FiguresImport.REPORT_AREA;
import static id.cemara.statistics.FiguresImport.ROW;
import static id.cemara.statistics.FiguresImport.SOURCE;
import static id.cemara.statistics.FiguresImport.VALUE;

import id.cemara.area.Areas;
import id.cemara.exchange.CellParser;
import id.cemara.exchange.ImportRow;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.shared.AreaCode;
import id.cemara.shared.PlainText;
import id.cemara.shell.Texts;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Import of one table of published figures.
final class FiguresRun implements ImportRun {

    private static final String AREA = "area";
    private static final int MAX_TEXT = 200;

    private final JdbcClient db;
    private final Areas areas;
    private final AuditTrail audit;
    private final LocalDate today;
    private final boolean write;

    /// Normalised name to key, of measures, breakdowns and values.
    private final Map<String, String> measures = new HashMap<>();

    private final Map<String, String> breakdowns = new HashMap<>();
    private final Map<String, Map<String, String>> values = new HashMap<>();
    private final Map<String, Boolean> inScope = new HashMap<>();
    private final Map<Key, Long> seen = new HashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<Figure> fresh = new ArrayList<>();
    private final Map<Integer, String> known = new LinkedHashMap<>();

    private record Source(String id, String title, String publisher, LocalDate asOf, String area) {}

    /// @param row the value of the breakdown; null for a stated total
    private record Key(
            String source,
            String measure,
            String breakdown,
            @Nullable String row) {

        String json() {
            return row == null ? "{}" : "{\"" + breakdown + "\":\"" + row + "\"}";
        }
    }

    private record Figure(Key key, long value, String place) {}

    private record Read(Source source, Figure figure) {}

    FiguresRun(
            JdbcClient db,
            Areas areas,
            List<Measure> measures,
            List<Dimension> dimensions,
            MessageSource messages,
            AuditTrail audit,
            LocalDate today,
            boolean write) {
        this.db = db;
        this.areas = areas;
        this.audit = audit;
        this.today = today;
        this.write = write;
        for (Measure measure : measures) {
            name(this.measures, measure.key(), messages, "measure." + measure.key() + ".name");
        }
        for (String word : List.of(AREA, "wilayah", "kabupaten", "kabupaten kota", "kode wilayah")) {
            breakdowns.put(word, AREA);
        }
        for (Dimension dimension : dimensions) {
            String key = dimension.reportedAs();
            name(breakdowns, key, messages, "dimension." + dimension.key() + ".name");
            Map<String, String> names = values.computeIfAbsent(key, ignored -> new HashMap<>());
            for (String value : dimension.values()) {
                name(names, value, messages, "dimension." + dimension.key() + "." + value);
            }
        }
    }

    private static void name(Map<String, String> names, String key, MessageSource messages, String message) {
        names.put(PlainText.of(key), key);
        for (var locale : List.of(Texts.INDONESIAN, Texts.ENGLISH)) {
            names.put(PlainText.of(messages.getMessage(message, null, key, locale) + ""), key);
        }
    }

    @Override
    public void check(List<ImportRow> rows) {
        rows.forEach(this::check);
    }

    private void check(ImportRow row) {
        String title = limited(row, SOURCE);
        String publisher = limited(row, PUBLISHER);
        String place = limited(row, PLACE);
        Optional<LocalDate> asOf = row.day(AS_OF, today);
        if (row.cell(AS_OF).isBlank()) {
            row.error(AS_OF, "missing");
        } else if (asOf.isPresent() && asOf.get().isAfter(today)) {
            row.error(AS_OF, "day-ahead");
        }
        String area = area(row, REPORT_AREA);
        if (!area.isEmpty() && !isInScope(area)) {
            row.error(REPORT_AREA, "area-not-yours", area);
        }
        String measure = word(row, MEASURE, measures, "measure-unknown");
        String breakdown = row.cell(BREAKDOWN).isBlank() ? "" : word(row, BREAKDOWN, breakdowns, "breakdown-unknown");
        String key = key(row, breakdown, area);
        OptionalLong value = CellParser.wholeNumber(row.cell(VALUE));
        if (row.cell(VALUE).isBlank()) {
            row.error(VALUE, "missing");
        } else if (value.isEmpty()) {
            row.error(VALUE, "number-unreadable");
        }
        if (row.isBad() || asOf.isEmpty() || value.isEmpty()) {
            return;
        }
        var source = new Source(id(title, publisher, asOf.get()), title, publisher, asOf.get(), area);
        var figure = new Figure(
                new Key(source.id(), measure, breakdown, breakdown.isEmpty() ? null : key), value.getAsLong(), place);
        contradict(row, figure);
        row.keep(new Read(source, figure));
    }

    /// A second, different value for the same figure of a source is an error that names both values.
    private void contradict(ImportRow row, Figure figure) {
        Long before = seen.get(figure.key());
        if (before == null) {
            before = db.sql("""
                    select value from statistics.official_figures
                     where source_id = :source and measure = :measure and breakdown = :breakdown and keys = :keys::jsonb
                    """)
                    .param("source", figure.key().source())
                    .param("measure", figure.key().measure())
                    .param("breakdown", figure.key().breakdown())
                    .param("keys", figure.key().json())
                    .query(Long.class)
                    .optional()
                    .orElse(null);
        }
        if (before == null) {
            seen.put(figure.key(), figure.value());
        } else if (before != figure.value()) {
            row.error(VALUE, "figure-differs", Long.toString(before), Long.toString(figure.value()));
        } else {
            known.put(row.line(), "figure-known");
        }
    }

    private static String limited(ImportRow row, String column) {
        String text = row.required(column);
        if (text.length() > MAX_TEXT) {
            row.error(column, "too-long", Integer.toString(MAX_TEXT));
        }
        return text;
    }

    private String area(ImportRow row, String column) {
        String code = row.code(column);
        if (code.isEmpty()) {
            if (row.cell(column).isBlank()) {
                row.error(column, "missing");
            }
            return "";
        }
        if (AreaCode.parse(code).flatMap(areas::find).isEmpty()) {
            row.error(column, "area-code-unknown", code);
            return "";
        }
        return code;
    }

    private boolean isInScope(String area) {
        return inScope.computeIfAbsent(
                area,
                code -> db.sql("select platform.in_area(:code)")
                        .param("code", code)
                        .query(Boolean.class)
                        .single());
    }

    private static String word(ImportRow row, String column, Map<String, String> names, String unknown) {
        String text = row.required(column);
        String key = names.get(PlainText.of(text));
        if (key == null && !text.isEmpty()) {
            row.error(column, unknown, text);
        }
        return key == null ? "" : key;
    }

    private String key(ImportRow row, String breakdown, String reportArea) {
        if (breakdown.isEmpty()) {
            return "";
        }
        if (!breakdown.equals(AREA)) {
            return word(row, ROW, values.getOrDefault(breakdown, Map.of()), "breakdown-row-unknown");
        }
        String code = area(row, ROW);
        if (!code.isEmpty() && !reportArea.isEmpty() && !new AreaCode(reportArea).contains(new AreaCode(code))) {
            row.error(ROW, "area-outside", code, reportArea);
        }
        return code;
    }

    @Override
    public void stage(List<ImportRow> rows) {
        for (ImportRow row : rows) {
            Read read = row.kept(Read.class);
            if (!known.containsKey(row.line())) {
                sources.putIfAbsent(read.source().id(), read.source());
                fresh.add(read.figure());
            }
        }
    }

    @Override
    public Result finish(Notes notes) {
        known.forEach(notes::existing);
        if (write) {
            sources.values().forEach(this::save);
            fresh.forEach(this::save);
        }
        return new Result(fresh.size(), known.size());
    }

    private void save(Source source) {
        db.sql("""
                insert into statistics.sources (id, title, publisher, as_of, as_of_text, area_code)
                values (:id, :title, :publisher, :asOf, :asOfText, :area)
                    on conflict (id) do nothing
                """)
                .param("id", source.id())
                .param("title", source.title())
                .param("publisher", source.publisher())
                .param("asOf", source.asOf())
                .param("asOfText", source.asOf().toString())
                .param("area", source.area())
                .update();
        long figures = fresh.stream()
                .filter(figure -> figure.key().source().equals(source.id()))
                .count();
        audit.add(AuditEntry.of(
                        "figures.added",
                        "source",
                        UUID.nameUUIDFromBytes(source.id().getBytes(StandardCharsets.UTF_8)),
                        source.area(),
                        null)
                .changing(Map.of(
                        "source", new Change(null, source.id()), "figures", new Change(null, Long.toString(figures)))));
    }

    private void save(Figure figure) {
        db.sql("""
                insert into statistics.official_figures (source_id, position, measure, breakdown, keys, value, place)
                select :source, coalesce(max(position), 0) + 1, :measure, :breakdown, :keys::jsonb, :value, :place
                  from statistics.official_figures where source_id = :source
                """)
                .param("source", figure.key().source())
                .param("measure", figure.key().measure())
                .param("breakdown", figure.key().breakdown())
                .param("keys", figure.key().json())
                .param("value", figure.value())
                .param("place", figure.place())
                .update();
    }

    /// Identifies a source by its title, publisher and day.
    private static String id(String title, String publisher, LocalDate asOf) {
        String words = PlainText.of(title + " " + publisher)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return (words.length() > 80 ? words.substring(0, 80).replaceAll("-$", "") : words) + "-" + asOf;
    }
}
