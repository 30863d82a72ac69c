/// An order from the checkout to its end: prices, placing, the state machine, payment news and timers, and its API.
/// The way in is [id.cemara.market.ordering.Orders].
@NullMarked
@ApplicationModule(
        displayName = "Market: Ordering",
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
            "platform :: jobs",
            "registry",
            "shared",
            "shell",
            "statistics",
            "market.catalog",
            "market.shop"
        })
package id.cemara.market.ordering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
