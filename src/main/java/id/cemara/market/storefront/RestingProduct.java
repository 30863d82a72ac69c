package id.cemara.market.storefront;

/// A product that was sold before and now rests.
///
/// @param isOpen whether its group still sells
public record RestingProduct(
        String name, String categoryKey, String groupSlug, String groupName, boolean isOpen, String areaCode) {}
