package id.cemara.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import id.cemara.shell.Texts;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message about a row of an import. Never contains a cell's text where that may be an identity number.
///
/// @param line the spreadsheet's row number
/// @param column the kind's column; null for the whole row
/// @param code a suffix of the message key `finding.`
/// @param arguments of the message
public record Finding(int line, @Nullable String column, Severity severity, String code, List<String> arguments) {

    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[\\s.-]?\\d){10,}");
    private static final int MAX_ARGUMENT = 80;

    public Finding {
        arguments = arguments.stream().map(Finding::harmless).toList();
    }

    public enum Severity {
        /// The row is not imported.
        ERROR,
        /// The row is imported; a person should check it.
        WARNING,
        /// The row exists already.
        EXISTING;

        @JsonValue
        public String key() {
            return Keys.of(this);
        }
    }

    public String sentence(Texts texts) {
        return texts.get("finding." + code, arguments.toArray());
    }

    /// Masks long numbers, which may be identity numbers, and cuts long texts.
    static String harmless(String text) {
        String masked = LONG_NUMBER.matcher(text).replaceAll("…");
        return masked.length() <= MAX_ARGUMENT ? masked : masked.substring(0, MAX_ARGUMENT) + "…";
    }
}
