package id.cemara.area;

import java.util.List;

/// Writes rings as the `d` of an SVG path: an absolute start, then relative steps, with no letter more than needed.
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

    /// A number needs no space after a letter, before its own minus, or before its own point when the number before it
    /// has had one: `l.5-2.1.3` are three numbers.
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

    /// There is one decimal at most, so a point can only be the last character but one.
    private boolean lastNumberHasPoint() {
        return text.charAt(text.length() - 2) == '.';
    }
}
