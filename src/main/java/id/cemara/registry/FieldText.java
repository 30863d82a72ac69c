package id.cemara.registry;

import org.jspecify.annotations.Nullable;

/// Normalises a typed line: control characters and runs of blanks become one blank, the ends are trimmed.
public final class FieldText {

    private FieldText() {}

    public static String line(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\s\\u00a0]+", " ").strip();
    }
}
