package id.cemara.market.finding;

import java.util.List;

/// The rows of other products on a product's page.
///
/// @param ofGroup other products of the group
/// @param similar products of other groups in the category, closest name first
public record Beside(List<Listed> ofGroup, List<Listed> similar) {

    public Beside {
        ofGroup = List.copyOf(ofGroup);
        similar = List.copyOf(similar);
    }
}
