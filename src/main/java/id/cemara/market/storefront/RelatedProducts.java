package id.cemara.market.storefront;

import java.util.List;

/// The rows of other products on a product's page.
///
/// @param ofGroup other products of the group
/// @param similar products of other groups in the category: those that can be bought first, then by
/// closest name
public record RelatedProducts(List<Listed> ofGroup, List<Listed> similar) {

    public RelatedProducts {
        ofGroup = List.copyOf(ofGroup);
        similar = List.copyOf(similar);
    }
}
