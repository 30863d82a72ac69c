package id.cemara.statistics;

import id.cemara.exchange.Table;
import id.cemara.exchange.Table.Row;
import id.cemara.statistics.OfficialFigures.Figure;
import id.cemara.statistics.Reconciliations.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
            List<@org.jspecify.annotations.Nullable Object> cells = new ArrayList<>();
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

    private static String keys(Map<String, String> keys) {
        return keys.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
