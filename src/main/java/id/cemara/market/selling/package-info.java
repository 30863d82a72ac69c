/// The seller's side: the desk, the steps of orders, recorded orders, and sales.
@NullMarked
package id.cemara.market.selling;

import org.jspecify.annotations.NullMarked;
