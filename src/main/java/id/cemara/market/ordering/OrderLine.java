package id.cemara.market.ordering;

import id.cemara.shared.Money;
import id.cemara.shared.ProductId;

/// A line of an order, with product data as they were when it was placed.
///
/// @param slug the product's name in addresses
/// @param total unit price times quantity
public record OrderLine(
        ProductId product, String slug, String name, String unit, int quantity, Money unitPrice, Money total) {}
