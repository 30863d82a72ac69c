package id.cemara.payment.qris;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// CRC-16/CCITT-FALSE, the last field of every QRIS code: polynomial 1021, initial value FFFF, not
/// reflected; computed over the UTF-8 bytes before it, including its own tag and length.
public final class Checksum {

    private static final int POLYNOMIAL = 0x1021;
    private static final char[] TABLE = table();
    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private Checksum() {}

    /// The checksum as four upper-case hexadecimal digits.
    public static String of(String text) {
        int rest = 0xFFFF;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            rest = (rest << 8 ^ TABLE[(rest >>> 8 ^ one) & 0xFF]) & 0xFFFF;
        }
        return HEXADECIMAL.toHexDigits((char) rest);
    }

    private static char[] table() {
        var table = new char[256];
        for (int i = 0; i < table.length; i++) {
            int rest = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                rest = (rest & 0x8000) == 0 ? rest << 1 : rest << 1 ^ POLYNOMIAL;
            }
            table[i] = (char) rest;
        }
        return table;
    }
}
