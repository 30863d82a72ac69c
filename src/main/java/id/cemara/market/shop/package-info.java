/// A group's own terms: how couriers weigh, where the group delivers itself, what that costs, and the pages that keep
/// these settings.
@NullMarked
@ApplicationModule(
        displayName = "Market: Shop",
        allowedDependencies = {
            "market",
            "area",
            "exchange",
            "files",
            "identity",
            "identity :: audit",
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
package id.cemara.market.shop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
