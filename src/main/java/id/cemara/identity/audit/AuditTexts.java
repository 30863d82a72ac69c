package id.cemara.identity.audit;

import id.cemara.shell.Texts;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Formats audit entries as text. A module names its actions and fields in its own bundle:
/// `audit.action.<action>` and `audit.field.<field>`, or `audit.field.<kind>.<field>` and
/// `audit.field.<action>.<field>` where a field has a special meaning.
public final class AuditTexts {

    /// The zone of the pilot province.
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm 'WIB'");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private AuditTexts() {}

    /// The action's name.
    public static String action(Texts texts, String action) {
        return texts.has("audit.action." + action) ? texts.get("audit.action." + action) : action;
    }

    /// The field's name: for that action, else its kind, else in general.
    static String field(Texts texts, String action, String field) {
        return key(texts, "audit.field.", action, field).map(texts::get).orElse(field);
    }

    /// A time: 24 November 2026 12.00 WIB.
    public static String when(Texts texts, OffsetDateTime at) {
        var local = at.atZoneSameInstant(ZONE);
        return texts.date(local.toLocalDate()) + " " + TIME.format(local);
    }

    /// A changed field in one line.
    public static String change(Texts texts, String action, AuditLine.Field change) {
        String field = field(texts, action, change.name()) + ": ";
        if (change.hidden()) {
            return field + texts.get("identity.audit.hidden");
        }
        String after = known(texts, action, change.name(), change.after());
        return isEmpty(change.before())
                ? field + after
                : field + known(texts, action, change.name(), change.before()) + " → " + after;
    }

    static String changes(Texts texts, AuditLine line) {
        return line.changes().stream()
                .map(change -> change(texts, line.action(), change))
                .collect(Collectors.joining("; "));
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /// A value for people: a formatted date, a choice's label, yes or no. The key `audit.values.<field>` or
    /// `audit.values.<kind>.<field>` holds the prefix of the choices' keys.
    private static String known(Texts texts, String action, String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return texts.get("identity.audit.nothing");
        }
        if (DAY.matcher(value).matches()) {
            return texts.date(LocalDate.parse(value));
        }
        if (value.equals("true") || value.equals("false")) {
            return texts.get("identity.audit." + value);
        }
        if (FILE.matcher(value).matches()) {
            return texts.get("identity.audit.file");
        }
        if (ID.matcher(value).matches()) {
            return texts.get("identity.audit.earlier");
        }
        return key(texts, "audit.values.", action, field)
                .map(texts::get)
                .map(prefix -> Arrays.stream(value.split(", "))
                        .map(part -> choice(texts, prefix, part))
                        .collect(Collectors.joining(", ")))
                .orElse(value);
    }

    /// The label of a choice, which may have a subordinate choice after a slash.
    private static String choice(Texts texts, String prefix, String value) {
        String[] parts = value.split("/", 2);
        String word = texts.has(prefix + parts[0]) ? texts.get(prefix + parts[0]) : parts[0];
        return parts.length == 1 ? word : word + " (" + parts[1] + ")";
    }

    private static Optional<String> key(Texts texts, String prefix, String action, String field) {
        return Stream.of(
                        prefix + action + '.' + field,
                        prefix + action.replaceAll("\\..*", "") + '.' + field,
                        prefix + field)
                .filter(texts::has)
                .findFirst();
    }
}
