package id.cemara.market.catalog;

import id.cemara.shared.Problem;
import java.util.List;

/// Why a product is not kept or shown.
public sealed interface ProductProblem extends Problem {

    /// @param first of what is missing before buyers may see it
    /// @param missing all of it, as tails of the message key `market.product.missing.<tail>`
    record ProductNotReady(
            @Localized("market.product.missing") String first,
            @Extension List<String> missing) implements ProductProblem {}

    /// The group has another product of that name and unit.
    ///
    /// @param product its slug
    record ProductKnown(String name, @Extension String product) implements ProductProblem {}

    record TooManyProductPhotos(int most) implements ProductProblem {}

    /// @param batch its code
    record BatchKnown(String batch) implements ProductProblem {}

    /// Stock cannot be set below what is promised to orders.
    record BelowReserved(
            @Extension String product, @Extension int reserved) implements ProductProblem {}

    /// A product made to order has no stock.
    record MadeToOrder(@Extension String product) implements ProductProblem {}
}
