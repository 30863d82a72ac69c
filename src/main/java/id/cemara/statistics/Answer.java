package id.cemara.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.cemara.shell.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A measure's figures with everything a reader needs to understand them.
///
/// @param measure the measure's key
/// @param unit what is counted, in words
/// @param definition what the figure means, in one or two sentences
/// @param asOf the day the facts are taken from
/// @param from the first day of the period it counts, whose last is `asOf`; absent when it is about the day alone
/// @param by the dimensions, comma-separated; empty when only the total was asked for
/// @param rows the figures, in the order of the dimensions' values, zeros included
/// @param total the measure over the whole area, whatever the rows add up to; null for an average of nothing
/// @param warnings what a reader must know before adding up
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

    /// One figure. With one dimension it has `key` and `label`, with two `keys` and `labels`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            @Nullable String key,
            @Nullable String label,
            @Nullable Map<String, String> keys,
            @Nullable Map<String, String> labels,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Number value) {}

    /// Something about the rows that a reader must know.
    ///
    /// @param code `rows-exceed-total`
    /// @param message the same in words
    /// @param difference rows minus total
    public record Warning(String code, String message, Number difference) {}

    /// The figure under that key of the one dimension; zero when there is no such row.
    public long value(String key) {
        for (Row row : rows) {
            if (key.equals(row.key) && row.value != null) {
                return row.value.longValue();
            }
        }
        return 0;
    }

    /// The figure under that key as the reader's language writes it; a dash where nothing is known.
    public String written(String key, Texts texts) {
        for (Row row : rows) {
            if (key.equals(row.key)) {
                return row.value == null ? "–" : texts.decimal(row.value);
            }
        }
        return "–";
    }

    /// What the rows add up to.
    public long sum() {
        return rows.stream()
                .mapToLong(row -> row.value == null ? 0 : row.value.longValue())
                .sum();
    }

    /// The largest row, for bars; zero without rows.
    public long most() {
        return rows.stream()
                .mapToLong(row -> row.value == null ? 0 : row.value.longValue())
                .max()
                .orElse(0);
    }
}
