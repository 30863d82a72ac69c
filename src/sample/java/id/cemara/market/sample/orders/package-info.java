/// The sample's orders: invented ones of early 2020, when the pandemic came, and of the last eight weeks.
@NullMarked
package id.cemara.market.sample.orders;

import org.jspecify.annotations.NullMarked;
