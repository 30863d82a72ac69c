package id.cemara.market;

import java.time.Instant;
import java.util.UUID;

/// An order was paid.
///
/// @param total rupiah, including delivery
public record OrderPaid(UUID order, String code, UUID group, String areaCode, long total, Instant paidAt) {}
