/// What a payment provider says of a payment: asked for, received in any order and number, kept, and added up.
/// Midtrans is the first. Off until an operator sets its key.
@NullMarked
package id.cemara.payment.gateway;

import org.jspecify.annotations.NullMarked;
