package id.cemara.identity;

import id.cemara.shell.Texts;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says entries of the audit trail in words. A module names its actions and fields in its own bundle, with the keys
/// `audit.action.<action>` and `audit.field.<field>`; what has no name is shown as it is.
public final class AuditWords {

    /// The zone of the pilot province, as everywhere.
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm 'WIB'");

    private AuditWords() {}

    /// What was done.
    public static String action(Texts texts, String action) {
        return texts.has("audit.action." + action) ? texts.get("audit.action." + action) : action;
    }

    /// What the field is called.
    public static String field(Texts texts, String field) {
        return texts.has("audit.field." + field) ? texts.get("audit.field." + field) : field;
    }

    /// When it was: 24 November 2026 12.00 WIB.
    public static String when(Texts texts, OffsetDateTime at) {
        var local = at.atZoneSameInstant(ZONE);
        return texts.date(local.toLocalDate()) + " " + TIME.format(local);
    }

    /// How a field changed, in one line.
    public static String change(Texts texts, AuditLine.Field change) {
        return field(texts, change.name()) + ": "
                + (change.hidden()
                        ? texts.get("identity.audit.hidden")
                        : known(texts, change.before()) + " → " + known(texts, change.after()));
    }

    static String changes(Texts texts, AuditLine line) {
        return line.changes().stream().map(change -> change(texts, change)).collect(Collectors.joining("; "));
    }

    private static String known(Texts texts, @Nullable String value) {
        return value == null || value.isEmpty() ? texts.get("identity.audit.nothing") : value;
    }
}
