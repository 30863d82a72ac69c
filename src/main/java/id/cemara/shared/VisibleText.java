package id.cemara.shared;

import java.util.Set;

/// Detects invisible characters. Two names that look the same must be the same, and a name must not change
/// the direction of the text beside it.
public final class VisibleText {

    private static final int JOINER = 0x200D;

    /// Letters and marks without a glyph that Unicode does not class as format characters.
    private static final Set<Integer> UNSEEN =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0);

    private VisibleText() {}

    /// Whether the text is one line of visible characters. A joiner or variation selector is accepted
    /// inside an emoji.
    public static boolean isLine(String text) {
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            boolean afterEmoji = i > 0 && (Character.isEmoji(characters[i - 1]) || isEmojiStyle(characters[i - 1]));
            boolean beforeEmoji = i + 1 < characters.length && Character.isEmoji(characters[i + 1]);
            boolean insideEmoji =
                    isEmojiStyle(characters[i]) && afterEmoji || characters[i] == JOINER && afterEmoji && beforeEmoji;
            if (!insideEmoji && !isSeen(characters[i])) {
                return false;
            }
        }
        return true;
    }

    /// Whether every line fulfils [#isLine]; tabs are accepted.
    public static boolean isText(String text) {
        return isLine(text.replaceAll("[\\t\\r\\n]", ""));
    }

    /// Removes invisible characters, such as direction marks copied along with a number. Control characters
    /// stay, because copying does not add them.
    public static String withoutTraceless(String text) {
        return text.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT
                        && !UNSEEN.contains(character)
                        && !isSelector(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> !UNSEEN.contains(character) && !isSelector(character);
        };
    }

    private static boolean isEmojiStyle(int character) {
        return character == 0xFE0E || character == 0xFE0F;
    }

    private static boolean isSelector(int character) {
        return character >= 0xFE00 && character <= 0xFE0F || character >= 0xE0100 && character <= 0xE01EF;
    }
}
