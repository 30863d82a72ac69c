package id.cemara.shell;

import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions in the headers `ETag` and `If-Match`: `"7"`. `If-Match` must name exactly one version; `*` and
/// lists are refused, because they could overwrite a version that the client never read.
public final class ETags {

    private static final Pattern FORM = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private ETags() {}

    /// The version as a strong entity tag.
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /// Parses `If-Match`; null if absent.
    ///
    /// @throws Refused when it is not one of our ETags
    public static @Nullable Integer optional(@Nullable String ifMatch) {
        return ifMatch == null ? null : required(ifMatch);
    }

    /// Parses `If-Match`.
    ///
    /// @throws Refused when it is missing or not one of our ETags
    public static int required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new Refused(new PreconditionNeeded());
        }
        Matcher version = FORM.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw Refused.parameter("If-Match", "etag");
        }
        return Integer.parseInt(version.group(1));
    }
}
