package id.cemara.market;

import java.util.UUID;

/// So many of a product, as it was when it was ordered.
///
/// @param slug the product's name in addresses
/// @param total unit price times quantity, in rupiah
public record OrderLine(
        UUID product, String slug, String name, String unit, int quantity, long unitPrice, long total) {}
