package id.cemara.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a payment stands at a provider, for the part of an order's page that tells of paying.
///
/// @param sentence the message key of a sentence that says it
/// @param needsLook whether somebody of an office must look at it: shown to the group as "perlu dicek"
/// @param redirect the provider's page while it takes this payment; null when there is none
/// @param openUntil until when that page takes it; null when there is none
public record GatewayNote(
        String reference,
        String sentence,
        boolean needsLook,
        @Nullable String redirect,
        @Nullable Instant openUntil) {}
