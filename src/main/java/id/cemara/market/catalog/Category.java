package id.cemara.market.catalog;

/// A product category.
///
/// @param key in addresses and the API
/// @param isFood whether it is food or drink
/// @param isDry whether it is usually sold dry and packed, as a P-IRT requires
public record Category(String key, String nameId, String nameEn, boolean isFood, boolean isDry) {

    private static final String FRESH = "fresh";

    /// Whether its products must state their halal status before they are published (PP 42/2024). Fresh,
    /// unprocessed goods from farm and sea need not.
    public boolean needsHalal() {
        return isFood && !key.equals(FRESH);
    }

    /// The address of our drawing for it.
    public String drawing() {
        return ProductPicture.of(key, nameId, key, null).address();
    }

    /// The name with a capital letter.
    public String title(boolean isEnglish) {
        String name = name(isEnglish);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /// The name in lower case, for use inside a sentence.
    public String name(boolean isEnglish) {
        return isEnglish ? nameEn : nameId;
    }
}
