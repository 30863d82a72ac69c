/// The seller's pages: today's orders, the steps of each, and what was sold.
@NullMarked
@ApplicationModule(
        displayName = "Market: Desk",
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
            "market.catalog",
            "market.shop",
            "market.ordering",
            "market.ordering :: steps",
            "market.feedback"
        })
package id.cemara.market.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
