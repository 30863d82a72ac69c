package id.cemara.registry;

import org.jspecify.annotations.Nullable;

/// One line as people type it into a field, made tidy: no control characters, no blanks at the ends, none doubled.
final class FieldText {

    private FieldText() {}

    static String line(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\s\\u00a0]+", " ").strip();
    }
}
