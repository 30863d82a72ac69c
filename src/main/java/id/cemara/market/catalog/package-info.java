/// What groups sell: products, their shelf, batches and photos, the categories, who sells, the pages below `/kerja`
/// that keep them, and tables in and out.
@NullMarked
@ApplicationModule(
        displayName = "Market: Products",
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
            "registry :: ties",
            "shared",
            "shell",
            "shell :: forms",
            "shell :: errors",
            "statistics"
        })
package id.cemara.market.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
