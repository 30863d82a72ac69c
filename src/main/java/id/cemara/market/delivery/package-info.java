/// How what was bought gets to the buyer and what that costs: how couriers weigh, where groups bring things themselves,
/// and the settings of a group's shop.
@NullMarked
package id.cemara.market.delivery;

import org.jspecify.annotations.NullMarked;
