package id.cemara.payment.gateway;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One thing to look at, as the page of an office shows it.
///
/// @param kind why, as messages end with it
/// @param groupName whose payment it is; null while nobody knows the order
/// @param groupNumber of that group; null as its name
/// @param said what the provider said, in its words; null when it is about several messages
/// @param named the amount the provider names, as it writes it, with the currency; null as `said`
/// @param owed what was to be paid, in whole rupiah; null while nobody knows the order
/// @param refunded how much of that went back, in whole rupiah; null as `owed`
/// @param status of the payment, as messages end with it; null as `owed`
public record LookLine(
        String id,
        String kind,
        String reference,
        LocalDate notedOn,
        @Nullable String groupName,
        @Nullable String groupNumber,
        @Nullable String said,
        @Nullable String named,
        @Nullable Long owed,
        @Nullable Long refunded,
        @Nullable String status) {}
