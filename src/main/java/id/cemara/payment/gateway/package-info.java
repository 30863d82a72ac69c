/// Payments through a provider: requests payment pages, receives messages in any order and number, stores
/// them and computes the payment's state. Midtrans is the only provider. Inactive until the operator sets
/// its key.
@NullMarked
package id.cemara.payment.gateway;

import org.jspecify.annotations.NullMarked;
