package id.cemara.platform;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Buffers rows in COPY's text format.
public final class CopyRows {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder waiting = new StringBuilder();

    /// Adds a row. A byte array is written as bytea hex, null as `\N`, anything else by its `toString`.
    public void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                waiting.append('\t');
            }
            switch (values[i]) {
                case null -> waiting.append("\\N");
                case byte[] bytes -> {
                    waiting.append("\\\\x");
                    HEX.formatHex(waiting, bytes);
                }
                case String text -> escape(text);
                case Object other -> waiting.append(other);
            }
        }
        waiting.append('\n');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(c);
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Returns the rows and clears the buffer.
    public byte[] take() {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        return bytes;
    }
}
