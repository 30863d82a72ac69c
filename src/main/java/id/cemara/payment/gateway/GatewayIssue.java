package id.cemara.payment.gateway;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A provider message to be checked, for the office's page.
///
/// @param kind the reason, as in message keys
/// @param groupName the payment's group; null while the order is unknown
/// @param groupNumber null while the order is unknown
/// @param said the provider's status; null when it is about several messages
/// @param named the provider's amount as sent, with the currency; null as `said`
/// @param owed the amount to be paid, in whole rupiah; null while the order is unknown
/// @param refunded the refunded part in whole rupiah; null as `owed`
/// @param status of the payment, as in message keys; null as `owed`
public record GatewayIssue(
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
