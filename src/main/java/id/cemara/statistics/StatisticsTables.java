package id.cemara.statistics;

import id.cemara.exchange.Table;
import id.cemara.exchange.Table.Row;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.Reconciliations.Reconciliation;
import id.cemara.statistics.StatisticsView.ComparedTable;
import id.cemara.statistics.StatisticsView.CrossTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables of this module, as they are handed out.
final class StatisticsTables {

    private StatisticsTables() {}

    /// Keys and labels of each dimension, then the value.
    static Table of(Answer answer) {
        List<String> dimensions =
                answer.by().isEmpty() ? List.of() : List.of(answer.by().split(","));
        List<String> columns = new ArrayList<>();
        for (String dimension : dimensions) {
            columns.add(dimension);
            columns.add(dimension + "_label");
        }
        columns.addAll(List.of(answer.measure(), "as_of"));
        List<Row> rows = new ArrayList<>();
        for (Answer.Row row : answer.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (String dimension : dimensions) {
                cells.add(row.keys() == null ? row.key() : row.keys().get(dimension));
                cells.add(row.labels() == null ? row.label() : row.labels().get(dimension));
            }
            cells.add(row.value());
            cells.add(answer.asOf());
            rows.add(new Row(cells));
        }
        if (dimensions.isEmpty()) {
            rows.add(Row.of(answer.total(), answer.asOf()));
        }
        String name = answer.measure() + (dimensions.isEmpty() ? "" : "-by-" + String.join("-and-", dimensions));
        return Table.of(name, columns, rows);
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

    /// Key and name of each row, the published figure, ours in each reading, the difference.
    static Table compared(ComparedTable table) {
        return Table.of(
                "groups-by-" + table.breakdown(),
                columns(List.of("key", "label", "reported"), table.readings(), "difference"),
                table.rows().stream()
                        .map(row -> row(Row.of(row.key(), row.label(), row.reported()), row.values(), row.difference()))
                        .toList());
    }

    /// Code and name of each area, its groups in each column, their sum.
    static Table cross(CrossTable table) {
        return Table.of(
                "groups-by-area-and-" + table.dimension(),
                columns(List.of("area", "area_label"), table.columns(), "total"),
                table.rows().stream()
                        .map(row -> row(Row.of(row.key(), row.label()), row.values(), row.sum()))
                        .toList());
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
