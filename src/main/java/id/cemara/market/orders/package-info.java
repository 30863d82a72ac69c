/// The inside of ordering: state machine, placing, steps, timers, and the orders API. Other packages use
/// [id.cemara.market.Orders].
@NullMarked
package id.cemara.market.orders;

import org.jspecify.annotations.NullMarked;
