package id.cemara.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is to be said about a row of an import. Never what stood in a cell that may hold a number of identity.
///
/// @param line as the spreadsheet program counts
/// @param column the kind's column; null when it is about the row
/// @param code the tail of the message key `finding.<code>`
/// @param arguments what the sentence is filled with
public record Finding(int line, @Nullable String column, Severity severity, String code, List<String> arguments) {

    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[\\s.-]?\\d){10,}");
    private static final int MAX_ARGUMENT = 80;

    public Finding {
        arguments = arguments.stream().map(Finding::harmless).toList();
    }

    public enum Severity {
        /// The row is not taken.
        ERROR,
        /// The row is taken; somebody should look at it.
        WARNING,
        /// The row is there already.
        EXISTING;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Without long numbers, which may be somebody's, wherever they were typed.
    static String harmless(String text) {
        String masked = LONG_NUMBER.matcher(text).replaceAll("…");
        return masked.length() <= MAX_ARGUMENT ? masked : masked.substring(0, MAX_ARGUMENT) + "…";
    }
}
