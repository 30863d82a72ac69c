/// How a buyer pays a group: QRIS codes made from the group's own verified code, transfers with an amount that tells
/// them apart, cash, claims and the group's word, and what a payment provider reports. Holds no money and takes no fee.
///
/// Alone may change: the schema `payment`. Neighbours: [id.cemara.registry], [id.cemara.identity], [id.cemara.files],
/// [id.cemara.shell], [id.cemara.platform]. Announces: `PaymentChanged`, when a provider's word changed a payment, and
/// `PaymentWaysChanged`, when a code or account of a group began or ceased to count.
@NullMarked
@ApplicationModule(
        displayName = "Payment",
        allowedDependencies = {
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
package id.cemara.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
