/// Products and orders of the sample, and as many products as a measurement asks for.
@NullMarked
@ApplicationModule(
        displayName = "Market: Sample",
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
            "platform :: start",
            "registry",
            "shared",
            "shell",
            "statistics",
            "market.catalog",
            "market.shop",
            "market.ordering",
            "market.ordering :: steps",
            "market.feedback",
            "market.storefront"
        })
package id.cemara.market.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
