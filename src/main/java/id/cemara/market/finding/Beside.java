package id.cemara.market.finding;

import java.util.List;

/// What stands beside a product.
///
/// @param ofGroup others of the same group
/// @param similar what other groups sell of the kind, the most alike by name first
public record Beside(List<Listed> ofGroup, List<Listed> similar) {

    public Beside {
        ofGroup = List.copyOf(ofGroup);
        similar = List.copyOf(similar);
    }
}
