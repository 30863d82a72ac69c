package id.cemara.statistics;

import id.cemara.area.Area;
import id.cemara.area.AreaMap;
import id.cemara.shell.Texts;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.OfficialFigures.Source;
import id.cemara.statistics.Reconciliations.Reconciliation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The page `/statistik`.
///
/// @param area null for the whole country
/// @param asOf the day of our own figures
/// @param totals one per measure
/// @param areaTable the area's children, published next to computed
/// @param map the areaTable's figures as a map; empty if there is none for the area
/// @param breakdowns one table per reported breakdown, with all its readings
/// @param cross groups by area and the first breakdown
/// @param overTime each month of the year, one answer per measure over time
/// @param source the publication compared with; null if none is about this area
/// @param figures the source's figures
/// @param reconciliations the source's comparisons
/// @param measures keys, for the definitions
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

    public List<Reconciliation> contradictions() {
        return reconciliations.stream().filter(Reconciliation::isContradiction).toList();
    }

    /// A key of an official figure: the area's name, or the label of the dimension's value.
    public String label(Map.Entry<String, String> key, Texts texts) {
        if (!key.getKey().equals("area")) {
            return texts.get("dimension." + key.getKey() + "." + key.getValue());
        }
        return areaTable.rows().stream()
                .filter(row -> row.key().equals(key.getValue()))
                .map(Row::label)
                .findFirst()
                .orElse(key.getValue());
    }

    /// The query string of this page, beginning with "?".
    public String query() {
        return "?area=" + (area == null ? "" : area.code().value()) + "&asOf=" + asOf;
    }

    /// The comparisons within the source.
    public List<Reconciliation> ofSource() {
        return reconciliations.stream()
                .filter(each -> each.against().equals("source"))
                .toList();
    }

    /// A measure's total.
    ///
    /// @param measure the measure's key
    /// @param value null for an average over nothing
    /// @param reported the published total; null if there is none
    /// @param reportedOn its day, which may be after the day of ours; null without a published total
    /// @param place of the published total in the source; empty without one
    /// @param from the first day of the period; null for a measure of a single day
    public record Total(
            String measure,
            @Nullable Number value,
            @Nullable Long reported,
            @Nullable LocalDate reportedOn,
            String place,
            @Nullable LocalDate from) {

        /// Whether the published total is ours.
        public boolean isConfirmed() {
            return value != null && reported != null && value.longValue() == reported;
        }
    }

    /// A breakdown of groups: published figures next to our own in one or more readings.
    ///
    /// @param breakdown its key, `area` or a reported breakdown
    /// @param readings keys of the dimensions in the columns
    /// @param isReported whether any figure was published
    /// @param reportedSum sum of the published rows
    /// @param sums one per reading
    /// @param reportedTotal the published total; null if there is none
    /// @param total of all groups
    /// @param places of the published rows in the source; empty without any
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

        public boolean isByArea() {
            return breakdown.equals("area");
        }

        public boolean hasTwoReadings() {
            return readings.size() > 1;
        }

        /// Whether the rows' sum is shown beside the total of all groups.
        public boolean isSummed() {
            return isReported || sums.stream().anyMatch(sum -> sum != total);
        }

        /// The sum of our rows in the first reading minus that of the published ones.
        public long sumDifference() {
            return sums.getFirst() - reportedSum;
        }

        /// The total of all groups minus the published one; null without one.
        public @Nullable Long totalDifference() {
            return reportedTotal == null ? null : total - reportedTotal;
        }

        /// How many groups the first reading counts more than once.
        public long countedAgain() {
            return sums.getFirst() - total;
        }

        /// The largest figure, which scales the bars.
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
    /// @param reported the published figure; null if there is none
    /// @param values our figure in each reading
    public record Row(String key, String label, @Nullable Long reported, List<Long> values) {

        public Row {
            values = List.copyOf(values);
        }

        /// Our figure in the first reading minus the published one; null without one.
        public @Nullable Long difference() {
            return reported == null ? null : values.getFirst() - reported;
        }
    }

    /// A map shaded by a figure.
    ///
    /// @param values by area code
    public record Choropleth(AreaMap map, Map<String, Long> values, ShadeScale scale) {

        public Choropleth {
            values = Map.copyOf(values);
        }

        /// The figure of an area; zero if unknown.
        public long value(String code) {
            return values.getOrDefault(code, 0L);
        }
    }

    /// Groups by area and another dimension.
    ///
    /// @param dimension the other dimension's key
    /// @param columns its values
    /// @param rows the areas with groups
    public record CrossTable(String dimension, List<String> columns, List<CrossRow> rows) {

        public CrossTable {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    public record CrossRow(String key, String label, List<Long> values, long sum) {

        public CrossRow {
            values = List.copyOf(values);
        }
    }
}
