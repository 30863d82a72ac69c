package id.cemara.statistics;

import id.cemara.exchange.Table;
import id.cemara.exchange.Table.Row;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.Reconciliations.Reconciliation;
import id.cemara.statistics.StatisticsView.ComparedTable;
import id.cemara.statistics.StatisticsView.CrossTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Downloads of this module.
final class StatisticsTables {

    private StatisticsTables() {}

    /// Columns: key and label of each dimension, then the value.
    static Table of(Answer answer) {
        List<String> dimensions =
                answer.by().isEmpty() ? List.of() : List.of(answer.by().split(","));
        List<String> columns = new ArrayList<>();
        for (String dimension : dimensions) {
            columns.add(dimension);
            columns.add(dimension + "_label");
        }
        columns.addAll(List.of(answer.measure(), "as_of"));
        if (answer.from() != null) {
            columns.add("from");
        }
        List<Row> rows = new ArrayList<>();
        for (Answer.Row row : answer.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (String dimension : dimensions) {
                cells.add(row.keys() == null ? row.key() : row.keys().get(dimension));
                cells.add(row.labels() == null ? row.label() : row.labels().get(dimension));
            }
            cells.add(row.value());
            cells.addAll(days(answer));
            rows.add(new Row(cells));
        }
        if (dimensions.isEmpty()) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(answer.total());
            cells.addAll(days(answer));
            rows.add(new Row(cells));
        }
        String name = answer.measure() + (dimensions.isEmpty() ? "" : "-by-" + String.join("-and-", dimensions));
        return Table.of(name, columns, rows);
    }

    private static List<LocalDate> days(Answer answer) {
        return answer.from() == null ? List.of(answer.asOf()) : List.of(answer.asOf(), answer.from());
    }

    static Table ofFigures(List<Figure> figures) {
        return Table.of(
                "official-figures",
                List.of("source", "measure", "keys", "value", "as_of", "place"),
                figures.stream()
                        .map(figure -> Row.of(
                                figure.source(),
                                figure.measure(),
                                keys(figure.keys()),
                                figure.value(),
                                figure.asOf(),
                                figure.place()))
                        .toList());
    }

    static Table ofReconciliations(List<Reconciliation> reconciliations) {
        return Table.of(
                "reconciliations",
                List.of(
                        "source",
                        "place",
                        "measure",
                        "breakdown",
                        "keys",
                        "against",
                        "stated",
                        "computed",
                        "difference",
                        "message"),
                reconciliations.stream()
                        .map(item -> Row.of(
                                item.source(),
                                item.place(),
                                item.measure(),
                                item.breakdown(),
                                keys(item.keys()),
                                item.against(),
                                item.stated(),
                                item.computed(),
                                item.difference(),
                                item.message()))
                        .toList());
    }

    /// Columns: key, label, published figure with its day, our figure in each reading, difference.
    static Table compared(ComparedTable table, OfficialFigures.@Nullable Source source) {
        return Table.of(
                "groups-by-" + table.breakdown(),
                columns(List.of("key", "label", "reported", "reported_as_of"), table.readings(), "difference"),
                table.rows().stream()
                        .map(row -> row(
                                Row.of(
                                        row.key(),
                                        row.label(),
                                        row.reported(),
                                        row.reported() == null || source == null ? null : source.asOf()),
                                row.values(),
                                row.difference()))
                        .toList());
    }

    /// Columns: area code and name, its groups in each column, their sum.
    static Table cross(CrossTable table) {
        return Table.of(
                "groups-by-area-and-" + table.dimension(),
                columns(List.of("area", "area_label"), table.columns(), "total"),
                table.rows().stream()
                        .map(row -> row(Row.of(row.key(), row.label()), row.values(), row.sum()))
                        .toList());
    }

    /// Columns: month and its label, then each measure's figure.
    static Table overTime(List<Answer> answers) {
        List<String> columns = new ArrayList<>(List.of("month", "month_label"));
        answers.forEach(answer -> columns.add(answer.measure()));
        List<Row> rows = new ArrayList<>();
        int months = answers.isEmpty() ? 0 : answers.getFirst().rows().size();
        for (int i = 0; i < months; i++) {
            Answer.Row month = answers.getFirst().rows().get(i);
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(month.key());
            cells.add(month.label());
            for (Answer answer : answers) {
                cells.add(answer.rows().get(i).value());
            }
            rows.add(new Row(cells));
        }
        return Table.of("months", columns, rows);
    }

    private static List<String> columns(List<String> first, List<String> middle, String last) {
        List<String> columns = new ArrayList<>(first);
        columns.addAll(middle);
        columns.add(last);
        return columns;
    }

    private static Row row(Row first, List<Long> middle, @Nullable Long last) {
        List<@Nullable Object> cells = new ArrayList<>(first.cells());
        cells.addAll(middle);
        cells.add(last);
        return new Row(cells);
    }

    private static String keys(Map<String, String> keys) {
        return keys.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
