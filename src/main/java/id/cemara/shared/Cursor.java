package id.cemara.shared;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The position where a list continues; opaque text for callers.
///
/// @param parts what the list needs to find its position
public record Cursor(List<String> parts) {

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(String... parts) {
        return new Cursor(Arrays.asList(parts));
    }

    /// Parses the parameter `cursor`; empty when absent.
    ///
    /// @param size the required number of parts
    /// @throws Refused when it is not one of our cursors
    public static Optional<Cursor> optional(@Nullable String text, int size) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(parse("cursor", text, size));
    }

    /// Parses a cursor from a request.
    ///
    /// @param parameter its name, for the refusal
    /// @param size the required number of parts
    /// @throws Refused when it is not one of our cursors
    public static Cursor parse(String parameter, String text, int size) {
        if (text.length() > 1000) {
            throw Refused.parameter(parameter, "cursor");
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String joined = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> parts = Arrays.asList(joined.split("\n", -1));
            if (parts.size() == size && joined.indexOf(0) < 0) {
                return new Cursor(parts);
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // refused below
        }
        throw Refused.parameter(parameter, "cursor");
    }

    /// A part as a time. Only years that occur in the database, 1900 to 2199, are accepted.
    ///
    /// @throws Refused otherwise
    public OffsetDateTime instant(int part) {
        try {
            OffsetDateTime instant = OffsetDateTime.parse(parts.get(part));
            if (instant.getYear() >= 1900 && instant.getYear() <= 2199) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        throw refused();
    }

    /// A part as a day. Days that PostgreSQL cannot store are refused.
    ///
    /// @throws Refused when it is not one
    public LocalDate day(int part) {
        try {
            LocalDate day = LocalDate.parse(parts.get(part));
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        throw refused();
    }

    /// A part as an integer from 0 to 999,999,999.
    ///
    /// @throws Refused when it is not one
    public int count(int part) {
        return Input.count("cursor", parts.get(part));
    }

    /// A part as an id.
    ///
    /// @throws Refused when it is not one
    public UUID id(int part) {
        try {
            return UUID.fromString(parts.get(part));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static Refused refused() {
        return Refused.parameter("cursor", "cursor");
    }

    /// The encoded cursor.
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
