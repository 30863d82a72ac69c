package id.cemara.market.finding;

import id.cemara.market.ProductPicture;

/// A kind of goods.
///
/// @param key its key in addresses
/// @param nameId its name in Indonesian, as it stands inside a sentence
/// @param nameEn the same in English
/// @param isFood whether the rules for food apply to it
public record Category(String key, String nameId, String nameEn, boolean isFood) {

    /// Our drawing of such goods.
    public String drawing() {
        return ProductPicture.of(key, nameId, key, null).address();
    }

    /// Its name with a capital, in one of the two languages.
    public String name(boolean english) {
        String name = english ? nameEn : nameId;
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
