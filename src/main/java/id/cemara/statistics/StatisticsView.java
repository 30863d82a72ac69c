package id.cemara.statistics;

import id.cemara.area.Area;
import id.cemara.area.AreaMap;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.OfficialFigures.Source;
import id.cemara.statistics.Reconciliations.Reconciliation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page `/statistik` shows.
///
/// @param area the area it is about; null for the whole country
/// @param asOf the day our own figures are computed for
/// @param totals the total of each measure
/// @param areaTable the areas right inside, reported beside computed
/// @param map the same as a map; empty where there is none
/// @param breakdowns a table for each reported breakdown, with every reading of it
/// @param cross groups by area and the first breakdown
/// @param overTime what happened in each month of the year, one answer for each measure over time
/// @param source the publication compared with; null when none is about this area
/// @param figures its figures
/// @param reconciliations its comparisons
/// @param measures the keys of the measures, for their definitions
public record StatisticsView(
        @Nullable Area area,
        LocalDate asOf,
        List<Total> totals,
        ComparedTable areaTable,
        Optional<Choropleth> map,
        List<ComparedTable> breakdowns,
        CrossTable cross,
        List<Answer> overTime,
        @Nullable Source source,
        List<Figure> figures,
        List<Reconciliation> reconciliations,
        List<String> measures) {

    public StatisticsView {
        totals = List.copyOf(totals);
        breakdowns = List.copyOf(breakdowns);
        overTime = List.copyOf(overTime);
        figures = List.copyOf(figures);
        reconciliations = List.copyOf(reconciliations);
        measures = List.copyOf(measures);
    }

    /// Where the source contradicts itself.
    public List<Reconciliation> contradictions() {
        return reconciliations.stream().filter(Reconciliation::isContradiction).toList();
    }

    /// The query that asks for this page again, beginning with "?".
    public String query() {
        return "?area=" + (area == null ? "" : area.code().value()) + "&asOf=" + asOf;
    }

    /// A measure's total.
    ///
    /// @param measure the measure's key
    /// @param value null for an average of nothing
    /// @param reported the published total; null when none was published
    /// @param reportedOn the day it is about, which may lie after the day of ours; null without one
    /// @param place where it stands in the source; empty without one
    /// @param from the first day of the period it counts; null when it is about the day alone
    public record Total(
            String measure,
            @Nullable Number value,
            @Nullable Long reported,
            @Nullable LocalDate reportedOn,
            String place,
            @Nullable LocalDate from) {}

    /// A breakdown of groups: what was published beside one or more readings of our own.
    ///
    /// @param breakdown its key, `area` or a reported breakdown
    /// @param readings the keys of the dimensions whose counts stand in the columns
    /// @param isReported whether anything was published about it
    /// @param rows the rows
    /// @param reportedSum what the published rows add up to
    /// @param sums what each reading's rows add up to
    /// @param reportedTotal the published total; null when none was published
    /// @param total how many groups there are
    /// @param places where the published rows stand; empty without any
    public record ComparedTable(
            String breakdown,
            List<String> readings,
            boolean isReported,
            List<Row> rows,
            long reportedSum,
            List<Long> sums,
            @Nullable Long reportedTotal,
            long total,
            String places) {

        public ComparedTable {
            readings = List.copyOf(readings);
            rows = List.copyOf(rows);
            sums = List.copyOf(sums);
        }

        /// The largest figure, for bars.
        public long most() {
            return rows.stream()
                    .mapToLong(row -> Math.max(
                            row.reported == null ? 0 : row.reported,
                            row.values.stream().mapToLong(Long::longValue).max().orElse(0)))
                    .max()
                    .orElse(0);
        }
    }

    /// One row of a breakdown.
    ///
    /// @param key the value's key
    /// @param label its name
    /// @param reported the published figure; null when none was published
    /// @param values our figure in each reading
    public record Row(String key, String label, @Nullable Long reported, List<Long> values) {

        public Row {
            values = List.copyOf(values);
        }

        /// Ours minus the published one; null without one.
        public @Nullable Long difference() {
            return reported == null ? null : values.getFirst() - reported;
        }
    }

    /// A map whose areas are shaded by a figure.
    ///
    /// @param map the shapes
    /// @param values the figure of each area, by code
    /// @param scale how a figure becomes a shade
    public record Choropleth(AreaMap map, Map<String, Long> values, Shades scale) {

        public Choropleth {
            values = Map.copyOf(values);
        }

        /// The figure of an area; zero where none is known.
        public long value(String code) {
            return values.getOrDefault(code, 0L);
        }
    }

    /// Groups by area and another dimension.
    ///
    /// @param dimension the other dimension's key
    /// @param columns its values
    /// @param rows one for each area that has groups
    public record CrossTable(String dimension, List<String> columns, List<CrossRow> rows) {

        public CrossTable {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// One area of a [CrossTable].
    public record CrossRow(String key, String label, List<Long> values, long sum) {

        public CrossRow {
            values = List.copyOf(values);
        }
    }
}
