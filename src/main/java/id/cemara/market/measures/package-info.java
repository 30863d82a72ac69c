@NullMarked
package id.cemara.market.measures;

import org.jspecify.annotations.NullMarked;
