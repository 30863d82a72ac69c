package id.cemara.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a payment at a provider, shown on the order's page.
///
/// @param sentence the message key of the text
/// @param needsLook whether an office must check it; the group sees "perlu dicek"
/// @param redirect the provider's payment page while it is open; null otherwise
/// @param openUntil when that page closes; null without a page
public record GatewayNote(
        String reference,
        String sentence,
        boolean needsLook,
        @Nullable String redirect,
        @Nullable Instant openUntil) {}
