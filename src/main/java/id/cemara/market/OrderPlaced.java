package id.cemara.market;

import java.util.UUID;

/// An order was placed by its buyer or recorded by its group.
public record OrderPlaced(UUID order, String code, UUID group, String areaCode) {}
