/// The group's side of the counter: today's orders, what is done with each, and what was sold.
@NullMarked
package id.cemara.market.selling;

import org.jspecify.annotations.NullMarked;
