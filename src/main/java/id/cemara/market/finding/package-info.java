/// Everything that shows products to the public: the market's list and search, a product's page, a group's shop, its
/// poster and pictures to share, what search engines read, and the same for programs.
@NullMarked
package id.cemara.market.finding;

import org.jspecify.annotations.NullMarked;
