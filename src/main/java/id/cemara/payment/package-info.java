/// How a buyer pays a group: QRIS codes derived from the group's verified code, transfers with unique
/// amounts, cash, claims and confirmations, and reports of a payment provider. Holds no money and charges
/// no fee.
///
/// Alone may change: the schema `payment`. Neighbours: [id.cemara.registry], [id.cemara.identity],
/// [id.cemara.files], [id.cemara.shell], [id.cemara.platform]. Announces: `PaymentChanged`, when a
/// provider's report changed a payment, and `PaymentWaysChanged`, when a destination of a group became
/// valid or invalid.
@NullMarked
@ApplicationModule(
        displayName = "Payment",
        allowedDependencies = {
            "registry",
            "registry :: ties",
            "statistics",
            "identity",
            "identity :: audit",
            "area",
            "exchange",
            "files",
            "shell",
            "shell :: forms",
            "platform",
            "platform :: start",
            "platform :: jobs",
            "shared"
        })
package id.cemara.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
