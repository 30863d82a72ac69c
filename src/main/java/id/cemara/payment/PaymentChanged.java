package id.cemara.payment;

import java.util.UUID;

/// A provider's word changed a payment. What the group or the buyer says comes through the order, and is no news to it.
///
/// @param reference the order's code
/// @param areaCode where the group lies
/// @param status as it is now
/// @param version of the payment; an older one than seen before is no news
public record PaymentChanged(String reference, UUID group, String areaCode, PaymentStatus status, int version) {}
