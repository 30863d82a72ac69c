package id.cemara.registry.sample;

import java.time.LocalDate;

/// When groups were registered: from 2012 to March 2020, and of Bengkulu's 860 some 508 by April 2015, as the press
/// reported then.
final class RegistrationDays {

    private static final LocalDate FIRST = LocalDate.of(2012, 1, 9);
    private static final LocalDate LAST = LocalDate.of(2020, 3, 31);

    /// The share of all groups registered before each year from 2012 on, and at the end.
    private static final double[] BEFORE = {0, 0.20, 0.38, 0.54, 0.69, 0.78, 0.86, 0.93, 0.985, 1};

    private RegistrationDays() {}

    /// The day at which that share of all groups was registered: rises with the share.
    static LocalDate at(double share) {
        int year = 0;
        while (year < BEFORE.length - 2 && share >= BEFORE[year + 1]) {
            year++;
        }
        double within = (share - BEFORE[year]) / (BEFORE[year + 1] - BEFORE[year]);
        LocalDate start = year == 0 ? FIRST : LocalDate.of(2012 + year, 1, 1);
        LocalDate end = year == BEFORE.length - 2 ? LAST : LocalDate.of(2012 + year, 12, 31);
        return start.plusDays((long) (within * (end.toEpochDay() - start.toEpochDay() + 1)));
    }
}
