/// The buyer's pages: the cart, the checkout, the page of an order, and the order as a text for WhatsApp.
@NullMarked
@ApplicationModule(
        displayName = "Market: Buying",
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
package id.cemara.market.buying;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
