package id.cemara.market.finding;

/// A product that was here and is not sold now.
///
/// @param isOpen whether its group still sells
public record Resting(
        String name, String categoryKey, String groupSlug, String groupName, boolean isOpen, String areaCode) {}
