package id.cemara.market;

import java.util.UUID;

/// An order ended without a sale: cancelled, expired or refused.
public record OrderEnded(UUID order, String code, UUID group, String areaCode, OrderStatus status) {}
