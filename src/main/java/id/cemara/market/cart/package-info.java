/// The buyer's side: cart, checkout, order page, and the order as a WhatsApp text.
@NullMarked
package id.cemara.market.cart;

import org.jspecify.annotations.NullMarked;
