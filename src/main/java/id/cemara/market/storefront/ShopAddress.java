package id.cemara.market.storefront;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group that sells, with its contact.
///
/// @param whatsapp its number, E.164; null if it gave none
public record ShopAddress(
        UUID id,
        String slug,
        String name,
        String place,
        @Nullable String whatsapp) {}
