package id.cemara.area;

import java.util.List;

/// Writes rings as the `d` of an SVG path: an absolute start, then relative steps, in as few characters as
/// possible.
final class SvgPath {

    private final StringBuilder text = new StringBuilder();

    private SvgPath() {}

    /// @param rings closed lines `x, y, x, y, …` in tenths of a pixel, each with three points or more
    static String of(List<int[]> rings) {
        var path = new SvgPath();
        rings.forEach(path::ring);
        return path.text.toString();
    }

    private void ring(int[] ring) {
        text.append('M');
        number(ring[0]);
        number(ring[1]);
        text.append('l');
        for (int i = 2; i < ring.length; i++) {
            number(ring[i] - ring[i - 2]);
        }
        text.append('z');
    }

    /// Omits the space after a letter, before a minus sign, and before a point if the previous number
    /// already has one: `l.5-2.1.3` is three numbers.
    private void number(int tenths) {
        int size = Math.abs(tenths);
        char last = text.charAt(text.length() - 1);
        if (tenths < 0) {
            text.append('-');
        } else if (Character.isDigit(last) && !(tenths > 0 && tenths < 10 && lastNumberHasPoint())) {
            text.append(' ');
        }
        if (size >= 10 || size == 0) {
            text.append(size / 10);
        }
        if (size % 10 != 0) {
            text.append('.').append(size % 10);
        }
    }

    /// Numbers have at most one decimal, so a point can only be the last but one character.
    private boolean lastNumberHasPoint() {
        return text.charAt(text.length() - 2) == '.';
    }
}
