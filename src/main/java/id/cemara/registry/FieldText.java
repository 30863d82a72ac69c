package id.cemara.registry;

import org.jspecify.annotations.Nullable;

/// Normalises a typed line: control characters and runs of blanks become one blank, the ends are trimmed.
final class FieldText {

    private FieldText() {}

    static String line(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\s\\u00a0]+", " ").strip();
    }
}
