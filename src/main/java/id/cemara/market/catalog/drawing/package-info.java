/// Drawings in place of photos, for products without one.
@NullMarked
package id.cemara.market.catalog.drawing;

import org.jspecify.annotations.NullMarked;
