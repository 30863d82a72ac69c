/// What buyers say after an order: complaints with their answers, and reviews.
@NullMarked
package id.cemara.market.voices;

import org.jspecify.annotations.NullMarked;
