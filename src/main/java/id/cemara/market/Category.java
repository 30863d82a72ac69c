package id.cemara.market;

/// What kind of thing a product is.
///
/// @param key the word programs use
/// @param isFood whether it is eaten or drunk
public record Category(String key, String nameId, String nameEn, boolean isFood) {

    private static final String FRESH = "fresh";

    /// Whether a product of it must say whether it is halal before it is shown (PP 42/2024). What comes fresh from farm
    /// and sea, without being worked on, need not.
    public boolean needsHalal() {
        return isFood && !key.equals(FRESH);
    }

    /// Its name in a language.
    public String name(boolean isEnglish) {
        return isEnglish ? nameEn : nameId;
    }
}
