package id.cemara.market.finding;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group that sells, by its address.
///
/// @param whatsapp its number, E.164; null when it named none
public record ShopAddress(
        UUID id,
        String slug,
        String name,
        String place,
        @Nullable String whatsapp) {}
