/// What buyers say after an order: complaints with their answers, and reviews.
@NullMarked
@ApplicationModule(
        displayName = "Market: Feedback",
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
            "market.catalog",
            "market.ordering",
            "market.ordering :: steps"
        })
package id.cemara.market.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
