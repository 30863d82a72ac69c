package id.cemara.payment.qris;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A field of a QRIS code (tag, length, value).
///
/// @param tag 0 to 99
/// @param value 1 to 99 characters
record Field(int tag, String value) {

    static final int LONGEST = 99;

    /// The encoded field: tag, length in characters, value.
    String text() {
        return "%02d%02d%s".formatted(tag, value.codePointCount(0, value.length()), value);
    }

    static String text(List<Field> fields) {
        return fields.stream().map(Field::text).collect(Collectors.joining());
    }

    static Optional<String> find(List<Field> fields, int tag) {
        return fields.stream().filter(field -> field.tag() == tag).findFirst().map(Field::value);
    }
}
