package id.cemara.shell;

import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions in the headers `ETag` and `If-Match`: `"7"`. A change names the one version it was made from, so `*`
/// and lists are refused: each would change a version that was not looked at.
public final class ETags {

    private static final Pattern FORM = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private ETags() {}

    /// The version as a strong entity tag.
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /// The version that `If-Match` names; null when there is none.
    ///
    /// @throws Refused when the header is not one of ours
    public static @Nullable Integer optional(@Nullable String ifMatch) {
        return ifMatch == null ? null : required(ifMatch);
    }

    /// The version that `If-Match` names.
    ///
    /// @throws Refused when the header is missing or is not one of ours
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
