package id.cemara.identity;

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

/// Says entries of the audit trail in words. A module names its actions and fields in its own bundle, with the keys
/// `audit.action.<action>` and `audit.field.<field>`; where a field means something of its own in one kind or action,
/// with `audit.field.<kind>.<field>` or `audit.field.<action>.<field>`.
public final class AuditWords {

    /// The zone of the pilot province, as everywhere.
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm 'WIB'");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private AuditWords() {}

    /// What was done.
    public static String action(Texts texts, String action) {
        return texts.has("audit.action." + action) ? texts.get("audit.action." + action) : action;
    }

    /// What the field is called: in the sense of that action, of its kind, or everywhere.
    static String field(Texts texts, String action, String field) {
        return key(texts, "audit.field.", action, field).map(texts::get).orElse(field);
    }

    /// When it was: 24 November 2026 12.00 WIB.
    public static String when(Texts texts, OffsetDateTime at) {
        var local = at.atZoneSameInstant(ZONE);
        return texts.date(local.toLocalDate()) + " " + TIME.format(local);
    }

    /// How a field changed, in one line.
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

    /// A value as a person reads it: a day, a choice by its words, yes or no. Where the choices of a field have
    /// their words is told by the key `audit.values.<field>`, for one kind by `audit.values.<kind>.<field>`.
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

    /// A choice, of which a closer one may follow behind a stroke.
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
