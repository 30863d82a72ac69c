package id.cemara.market.sample.orders;

import id.cemara.registry.OperatingStatus;
import id.cemara.registry.SampleGroup;
import id.cemara.registry.SampleStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group of the sample that sells.
///
/// @param wares what it shows, at least one
/// @param takesInstitutions whether offices may pay after delivery
/// @param code where the money of a QRIS code goes; null when it has none
/// @param account where a transfer goes; null when it has none
/// @param statuses how it worked over the years
record SampleShop(
        SampleGroup group,
        List<Ware> wares,
        boolean takesInstitutions,
        @Nullable UUID code,
        @Nullable UUID account,
        List<SampleStatus> statuses) {

    static final String CEMARA_INDAH = "17.71-0004";

    /// The group that every reader finds: no open order of the sample holds anything of its shelf.
    boolean isCemaraIndah() {
        return group.number().equals(CEMARA_INDAH);
    }

    OperatingStatus statusOn(LocalDate day) {
        return statuses.stream()
                .filter(status -> status.holdsOn(day))
                .findFirst()
                .map(SampleStatus::status)
                .orElse(OperatingStatus.NORMAL);
    }
}
