package id.cemara.market.catalog;

/// What a product lacks to be published.
///
/// @param key the tail of its message key
public record MissingFact(String key) {

    /// Whether a permit of the group fills it.
    public boolean isPermit() {
        return key.equals("halal-number");
    }

    /// Whether the statement on halal fills it.
    public boolean isStatement() {
        return key.equals("halal");
    }
}
