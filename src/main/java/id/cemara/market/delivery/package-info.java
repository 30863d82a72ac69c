/// Delivery: couriers' weight rules, groups' own delivery rates, and a group's shop settings.
@NullMarked
package id.cemara.market.delivery;

import org.jspecify.annotations.NullMarked;
