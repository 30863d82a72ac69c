/// The online market: products, stock, and orders from the cart to the buyer's door.
///
/// Alone may change: the schema `market`. Neighbours: [id.cemara.payment], [id.cemara.permit],
/// [id.cemara.registry], [id.cemara.statistics], [id.cemara.identity], [id.cemara.area],
/// [id.cemara.exchange], [id.cemara.files], [id.cemara.shell], [id.cemara.platform]. Owns the pages
/// `/pasar`, `/keranjang` and `/pesanan`.
@NullMarked
@ApplicationModule(
        displayName = "Market",
        allowedDependencies = {
            "payment",
            "payment :: qris",
            "permit",
            "registry",
            "statistics",
            "identity",
            "area",
            "exchange",
            "files",
            "shell",
            "platform",
            "shared"
        })
package id.cemara.market;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
