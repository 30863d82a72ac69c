/// Everything that shows products to the public: the market's list and search, a product's page, a group's shop, its
/// poster and pictures to share, what search engines read, and the same for programs.
@NullMarked
@ApplicationModule(
        displayName = "Market: Storefront",
        allowedDependencies = {
            "market",
            "area",
            "exchange",
            "files",
            "identity",
            "payment",
            "payment :: qris",
            "permit",
            "platform",
            "registry",
            "shared",
            "shell",
            "shell :: forms",
            "statistics",
            "market.catalog"
        })
package id.cemara.market.storefront;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
