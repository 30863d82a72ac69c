/// The life of an order: the rules of its steps, the order that decides by them under its lock, and the service that
/// saves what it decided, for people, payment news and timers.
@NullMarked
@NamedInterface("steps")
package id.cemara.market.ordering.steps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
