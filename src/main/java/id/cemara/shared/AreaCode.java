package id.cemara.shared;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/// The Kemendagri code of an administrative area: 17, 17.07, 17.07.04 or 17.07.04.1003.
///
/// Codes are text: `11.10` is not `11.1`. A code is a prefix of all codes inside it, on which scope, search
/// by area and roll-up rely. Source of the format: Kepmendagri 300.2.2-2138/2025.
///
/// @param value two, five, eight or thirteen characters
public record AreaCode(@JsonValue String value) implements Comparable<AreaCode> {

    private static final Pattern FORM = Pattern.compile("\\d{2}(\\.\\d{2}(\\.\\d{2}(\\.\\d{4})?)?)?");

    /// @throws IllegalArgumentException when the text does not have the format of a code
    public AreaCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an area code: " + value);
        }
    }

    /// Parses a typed code; empty when the text does not have the format of a code.
    public static Optional<AreaCode> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new AreaCode(text)) : Optional.empty();
    }

    /// The number of segments: 1 province, 2 kabupaten or kota, 3 kecamatan, 4 desa or kelurahan.
    public int depth() {
        return switch (value.length()) {
            case 2 -> 1;
            case 5 -> 2;
            case 8 -> 3;
            default -> 4;
        };
    }

    /// The enclosing area; empty for a province.
    public Optional<AreaCode> parent() {
        int dot = value.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(new AreaCode(value.substring(0, dot)));
    }

    /// The province, which may be this area itself.
    public AreaCode province() {
        return new AreaCode(value.substring(0, 2));
    }

    /// The kabupaten or kota, which may be this area itself; empty for a province.
    public Optional<AreaCode> regency() {
        return value.length() < 5 ? Optional.empty() : Optional.of(new AreaCode(value.substring(0, 5)));
    }

    /// Whether the other area equals this one or lies inside it.
    public boolean contains(AreaCode other) {
        return other.value.equals(value) || other.value.startsWith(value + ".");
    }

    @Override
    public int compareTo(AreaCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
