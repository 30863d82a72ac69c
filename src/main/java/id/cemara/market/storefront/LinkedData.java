package id.cemara.market.storefront;

import id.cemara.platform.PublicAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Structured data for search engines and link previews: schema.org as JSON-LD, in a data block that
/// browsers do not execute.
@Component
record LinkedData(PublicAddress address) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A product with its offer and seller.
    String of(ShownProduct product, String category) {
        String url = address.url() + "/pasar/" + product.slug();
        Map<String, @Nullable Object> offer = new LinkedHashMap<>();
        offer.put("@type", "Offer");
        offer.put("url", url);
        offer.put("price", product.price());
        offer.put("priceCurrency", "IDR");
        offer.put("availability", "https://schema.org/" + availability(product));
        offer.put("itemCondition", "https://schema.org/NewCondition");
        offer.put(
                "seller", organization(product.seller().name(), product.seller().slug()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Product");
        data.put("name", product.name());
        if (!product.description().isEmpty()) {
            data.put("description", product.description());
        }
        data.put("url", url);
        data.put("sku", product.slug());
        data.put("category", category);
        List<String> images = new ArrayList<>();
        product.photos().forEach(photo -> images.add(address.url() + "/berkas/" + photo.hash()));
        images.add(url + "/bagikan.png");
        data.put("image", images);
        if (product.netWeightGrams() != null) {
            data.put(
                    "weight",
                    Map.of("@type", "QuantitativeValue", "value", product.netWeightGrams(), "unitCode", "GRM"));
        }
        if (product.reviews() > 0) {
            Map<String, Object> rating = new LinkedHashMap<>();
            rating.put("@type", "AggregateRating");
            rating.put("ratingValue", product.starTenths() / 10 + "." + product.starTenths() % 10);
            rating.put("reviewCount", product.reviews());
            data.put("aggregateRating", rating);
        }
        data.put("offers", offer);
        return inHtml(data);
    }

    /// A group as an organisation with its offers.
    String of(String name, String slug, String place, List<ProductCard> products) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.putAll(organization(name, slug));
        data.put("image", address.url() + "/kelompok/" + slug + "/bagikan.png");
        data.put("address", Map.of("@type", "PostalAddress", "addressLocality", place, "addressCountry", "ID"));
        data.put(
                "makesOffer",
                products.stream()
                        .map(product -> Map.of(
                                "@type",
                                "Offer",
                                "availability",
                                "https://schema.org/" + availability(product),
                                "url",
                                address.url() + "/pasar/" + product.slug(),
                                "price",
                                product.price(),
                                "priceCurrency",
                                "IDR",
                                "itemOffered",
                                Map.of("@type", "Product", "name", product.name())))
                        .toList());
        return inHtml(data);
    }

    private Map<String, Object> organization(String name, String slug) {
        Map<String, Object> organization = new LinkedHashMap<>();
        organization.put("@type", "Organization");
        organization.put("name", name);
        organization.put("url", address.url() + "/kelompok/" + slug);
        return organization;
    }

    private static String availability(ShownProduct product) {
        if (!product.canBeBought()) {
            return "OutOfStock";
        }
        return product.isMadeToOrder() ? "MadeToOrder" : product.isScarce() ? "LimitedAvailability" : "InStock";
    }

    private static String availability(ProductCard product) {
        return switch (product.stock()) {
            case "none" -> "OutOfStock";
            case "few" -> "LimitedAvailability";
            default -> product.isMadeToOrder() ? "MadeToOrder" : "InStock";
        };
    }

    /// JSON without characters that could end the script element around it.
    private static String inHtml(Object data) {
        return JSON.writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
