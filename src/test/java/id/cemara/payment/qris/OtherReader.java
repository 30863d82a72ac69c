package id.cemara.payment.qris;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// An independent check of structure and checksum, byte by byte, with the CRC bit by bit. It checks less
/// than [QrisReader], so it may accept more but never less.
final class OtherReader {

    private OtherReader() {}

    /// Whether the text consists entirely of fields, each tag once, 00 first and 63 last, with a valid
    /// checksum.
    static boolean isSound(String text) {
        int[] characters = text.codePoints().toArray();
        if (characters.length < 12 || characters.length > 512 || !areTags(characters, 0, characters.length, true)) {
            return false;
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < characters.length - 4; i++) {
            bytes.writeBytes(Character.toString(characters[i]).getBytes(StandardCharsets.UTF_8));
        }
        int crc = 0xFFFF;
        for (byte one : bytes.toByteArray()) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean carry = (crc >> 15 & 1) != (one >> bit & 1);
                crc = crc << 1 & 0xFFFF;
                if (carry) {
                    crc ^= 0x1021;
                }
            }
        }
        String stated = new String(characters, characters.length - 4, 4);
        return stated.equals(Integer.toHexString(0x10000 | crc).substring(1).toUpperCase(java.util.Locale.ROOT));
    }

    private static boolean areTags(int[] text, int from, int to, boolean isWhole) {
        Set<Integer> seen = new HashSet<>();
        int at = from;
        int last = -1;
        while (at < to) {
            if (at + 4 > to) {
                return false;
            }
            int tag = number(text[at], text[at + 1]);
            int length = number(text[at + 2], text[at + 3]);
            int end = at + 4 + length;
            if (tag < 0 || length < 1 || end > to || !seen.add(tag)) {
                return false;
            }
            if (isWhole && at == from && tag != 0 || isWhole && tag == 63 && (length != 4 || end != to)) {
                return false;
            }
            boolean isTemplate = isWhole && (tag >= 26 && tag <= 51 || tag == 62 || tag == 64 || tag >= 80);
            if (isTemplate && !areTags(text, at + 4, end, false)) {
                return false;
            }
            last = tag;
            at = end;
        }
        return at == to && (!isWhole || last == 63);
    }

    private static int number(int tens, int ones) {
        return tens < '0' || tens > '9' || ones < '0' || ones > '9' ? -1 : (tens - '0') * 10 + ones - '0';
    }
}
