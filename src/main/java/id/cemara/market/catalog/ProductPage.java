package id.cemara.market.catalog;

import java.util.UUID;

/// A product page `/pasar/{slug}`, as its sections (reviews, for instance) get it.
///
/// @param id of the product
/// @param slug its name in addresses
/// @param group the seller
/// @param starsSum the sum of the stars of its reviews
/// @param reviews the number of its reviews
public record ProductPage(UUID id, String slug, UUID group, int starsSum, int reviews) {}
