package id.cemara.market;

/// What kind of thing a product is.
///
/// @param key the word programs use
/// @param isFood whether it is eaten or drunk
/// @param isDry whether it is usually sold dry and packed, as food with a P-IRT must be
public record Category(String key, String nameId, String nameEn, boolean isFood, boolean isDry) {

    private static final String FRESH = "fresh";

    /// Whether a product of it must say whether it is halal before it is shown (PP 42/2024). What comes fresh from farm
    /// and sea, without being worked on, need not.
    public boolean needsHalal() {
        return isFood && !key.equals(FRESH);
    }

    /// Our drawing of such things.
    public String drawing() {
        return ProductPicture.of(key, nameId, key, null).address();
    }

    /// Its name in a language with a capital.
    public String title(boolean isEnglish) {
        String name = name(isEnglish);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /// Its name in a language, as it stands inside a sentence.
    public String name(boolean isEnglish) {
        return isEnglish ? nameEn : nameId;
    }
}
