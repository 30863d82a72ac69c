package id.cemara.payment;

import id.cemara.shared.GroupId;

/// A provider's report changed a payment. Changes by the group or the buyer go through the order and are
/// not announced.
///
/// @param reference the order's code
/// @param areaCode the group's area
/// @param status the new status
/// @param version of the payment; listeners ignore a version older than one they have seen
public record PaymentChanged(String reference, GroupId group, String areaCode, PaymentStatus status, int version) {}
