package id.cemara.platform;

/// What a keyed hash is for. Hashes for different purposes cannot be compared. Stored hashes depend on the
/// names: never change one.
public enum HashPurpose {
    NIK("nik"),
    FAMILY_CARD("family-card"),
    BUYER("market.buyer"),
    CART("cart"),
    SELLER_DEVICE("market.seller-device"),
    LOG_IN_ADDRESS("address"),
    FORM("form");

    private final String prefix;

    HashPurpose(String name) {
        this.prefix = name + '\0';
    }

    String prefix() {
        return prefix;
    }
}
