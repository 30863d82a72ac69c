package id.cemara.registry.sample;

import java.util.Arrays;
import java.util.List;

/// Spreads members over groups so that they add up exactly: sizes from 3 upwards, most near the mean, few large.
final class GroupSizes {

    static final int SMALLEST = 3;

    /// How often, of a hundred groups, each size from 3 to 14 occurs around the mean of Bengkulu's groups.
    private static final int[] FREQUENCIES = {9, 15, 19, 17, 13, 9, 6, 4, 3, 2, 2, 1};

    private static final double MEAN = 6.35;
    private static final int LARGEST = SMALLEST + FREQUENCIES.length - 1;

    private GroupSizes() {}

    /// @param mean what the sizes are about; at 6.35 they lie between 3 and 14, and are spread wider where it is more
    /// @throws IllegalArgumentException when the total is too small or too large for that many groups
    static List<Integer> spread(int groups, int total, double mean, Chance chance) {
        double scale = (mean - SMALLEST) / (MEAN - SMALLEST);
        int largest = SMALLEST + (int) Math.ceil((LARGEST - SMALLEST) * scale - 1e-9);
        if (total < (long) SMALLEST * groups || total > (long) largest * groups) {
            throw new IllegalArgumentException(total + " members do not fit into " + groups + " groups");
        }
        int[] sizes = new int[groups];
        int missing = total;
        for (int i = 0; i < groups; i++) {
            sizes[i] = SMALLEST + (int) Math.round((drawn(chance) - SMALLEST) * scale);
            missing -= sizes[i];
        }
        while (missing != 0) {
            int step = Integer.signum(missing);
            int at = chance.below(groups);
            int size = sizes[at] + step;
            if (size >= SMALLEST && size <= largest) {
                sizes[at] = size;
                missing -= step;
            }
        }
        return Arrays.stream(sizes).boxed().toList();
    }

    private static int drawn(Chance chance) {
        int at = chance.below(100);
        int size = SMALLEST;
        for (int frequency : FREQUENCIES) {
            at -= frequency;
            if (at < 0) {
                break;
            }
            size++;
        }
        return size;
    }
}
