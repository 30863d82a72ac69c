/// What the sample's groups sell, and as many products as a measurement asks for. Nobody offers any of it.
@NullMarked
package id.cemara.market.sample;

import org.jspecify.annotations.NullMarked;
