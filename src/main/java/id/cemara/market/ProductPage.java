package id.cemara.market;

import java.util.UUID;

/// The page `/pasar/{slug}` of a product, for sections such as its reviews.
///
/// @param id the product
/// @param slug its name in addresses
/// @param group who sells it
/// @param starsSum the stars of all its reviews together
/// @param reviews how many reviews it has
public record ProductPage(UUID id, String slug, UUID group, int starsSum, int reviews) {}
