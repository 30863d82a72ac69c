package id.cemara.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.cemara.shell.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A measure's figures with their metadata.
///
/// @param measure the measure's key
/// @param unit in words
/// @param definition one or two sentences
/// @param asOf the day of the facts
/// @param from the first day of the period that ends with `asOf`; absent for a measure of a single day
/// @param by the dimensions, comma-separated; empty for the total only
/// @param rows in the order of the dimensions' values, zeros included
/// @param total computed independently of the rows; null for an average over nothing
/// @param warnings about adding up the rows
public record Answer(
        String measure,
        String unit,
        String definition,
        LocalDate asOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate from,
        String by,
        List<Row> rows,
        @Nullable Number total,
        List<Warning> warnings) {

    public Answer {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /// One figure. A row of one dimension has `key` and `label`, one of two dimensions `keys` and `labels`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            @Nullable String key,
            @Nullable String label,
            @Nullable Map<String, String> keys,
            @Nullable Map<String, String> labels,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Number value) {}

    /// A warning about the rows.
    ///
    /// @param code `rows-exceed-total`
    /// @param message in the reader's language
    /// @param difference sum of the rows minus total
    public record Warning(String code, String message, Number difference) {}

    /// The figure of a one-dimensional row; zero if there is none.
    public long value(String key) {
        for (Row row : rows) {
            if (key.equals(row.key) && row.value != null) {
                return row.value.longValue();
            }
        }
        return 0;
    }

    /// The figure formatted in the reader's language; a dash if it is unknown.
    public String written(String key, Texts texts) {
        for (Row row : rows) {
            if (key.equals(row.key)) {
                return row.value == null ? "–" : texts.decimal(row.value);
            }
        }
        return "–";
    }

    public long sum() {
        return rows.stream()
                .mapToLong(row -> row.value == null ? 0 : row.value.longValue())
                .sum();
    }

    /// The largest figure, which scales the bars; zero without rows.
    public long most() {
        return rows.stream()
                .mapToLong(row -> row.value == null ? 0 : row.value.longValue())
                .max()
                .orElse(0);
    }
}
