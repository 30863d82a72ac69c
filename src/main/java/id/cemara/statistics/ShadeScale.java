package id.cemara.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scale of a map with six shades: limits at round numbers, chosen so that each shade has about the same
/// number of areas.
///
/// @param limits ascending; a figure's shade is the number of limits it reaches
public record ShadeScale(List<Long> limits) {

    private static final int SHADES = 6;

    public ShadeScale {
        limits = List.copyOf(limits);
    }

    public static ShadeScale of(Collection<Long> figures) {
        List<Long> sorted = figures.stream().sorted().toList();
        List<Long> limits = new ArrayList<>();
        for (int i = 1; i < SHADES && !sorted.isEmpty(); i++) {
            long limit = rounded(sorted.get(sorted.size() * i / SHADES));
            if (limit > 0 && (limits.isEmpty() || limit > limits.getLast())) {
                limits.add(limit);
            }
        }
        return new ShadeScale(limits);
    }

    /// The last figure of a shade, from 1; null for the darkest, which has no end.
    public @Nullable Long last(int shade) {
        return shade == limits.size() ? null : limits.get(shade) - 1;
    }

    /// The shade of a figure, 0 (lightest) to 5.
    public int of(long figure) {
        int shade = 0;
        for (long limit : limits) {
            if (figure >= limit) {
                shade++;
            }
        }
        return shade;
    }

    private static long rounded(long figure) {
        long step = figure >= 1000 ? 100 : figure >= 100 ? 10 : figure >= 20 ? 5 : 1;
        return figure / step * step;
    }
}
