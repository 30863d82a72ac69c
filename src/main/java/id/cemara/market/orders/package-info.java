/// Orders from the inside: the machine of their states, placing, changing, expiring, and their addresses for programs.
/// Others use [id.cemara.market.Orders].
@NullMarked
package id.cemara.market.orders;

import org.jspecify.annotations.NullMarked;
