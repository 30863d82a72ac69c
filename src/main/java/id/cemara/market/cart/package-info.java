/// The buyer's way: the cart, the checkout, the page of an order, and the order as a text for WhatsApp.
@NullMarked
package id.cemara.market.cart;

import org.jspecify.annotations.NullMarked;
