/// The public side of the market: list and search, product pages, a group's shop, its poster and link
/// previews, sitemap, and the products API.
@NullMarked
package id.cemara.market.finding;

import org.jspecify.annotations.NullMarked;
