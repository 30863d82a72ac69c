package id.cemara.identity.login;

import id.cemara.shared.Checks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// Rules for new passwords: of sufficient length, not a common one, and without the name of their owner or
/// the owner's group.
public final class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /// In letters. Shorter parts of a name, such as "Sri" or "Bu", occur in too many words.
    private static final int SHORTEST_NAME = 4;

    private PasswordRules() {}

    /// Records the problems of a new password.
    ///
    /// @param names of the account, its owner and the owner's group
    public static void check(Checks checks, String typed, String repeated, Collection<String> names) {
        String password = Passwords.composed(typed);
        checks.that(password.length() >= SHORTEST && password.length() <= LONGEST, "password", "new-password", SHORTEST)
                .that(!isCommon(password), "password", "uncommon-password")
                .that(names.stream().noneMatch(name -> holds(password, name)), "password", "not-the-name")
                .that(password.equals(Passwords.composed(repeated)), "repeated", "same-password");
    }

    /// Whether it is one of the most common passwords. The sorted list is streamed each time up to its
    /// place: passwords are rarely set, and the list would occupy memory for nothing.
    public static boolean isCommon(String password) {
        String wanted = password.strip().toLowerCase(Locale.ROOT);
        try (InputStream file =
                        Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt.gz"));
                var lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int order = line.compareTo(wanted);
                if (order >= 0) {
                    return order == 0;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the password contains the whole name or a word of it, ignoring case, accents and punctuation.
    private static boolean holds(String password, String name) {
        String in = bare(password);
        String whole = bare(name);
        if (whole.length() >= SHORTEST_NAME && in.contains(whole)) {
            return true;
        }
        for (String word : name.split("[^\\p{L}\\p{N}]+")) {
            String part = bare(word);
            if (part.length() >= SHORTEST_NAME && in.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
