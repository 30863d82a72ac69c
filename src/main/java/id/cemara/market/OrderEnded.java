package id.cemara.market;

import java.util.UUID;

/// An order ended without a sale: it was cancelled, expired or refused.
public record OrderEnded(UUID order, String code, UUID group, String areaCode, OrderStatus status) {}
