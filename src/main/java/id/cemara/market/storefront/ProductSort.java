package id.cemara.market.storefront;

import java.util.Arrays;
import java.util.Optional;

/// The sort order of a list of products.
public enum ProductSort {
    RELEVANCE("relevance"),
    NEWEST("newest"),
    PRICE("price"),
    PRICE_DOWN("price-desc"),
    NAME("name"),
    NEAR("near");

    private final String key;

    ProductSort(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    static Optional<ProductSort> ofKey(String key) {
        return Arrays.stream(values()).filter(sort -> sort.key.equals(key)).findFirst();
    }
}
