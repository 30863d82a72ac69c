/// Invents groups: the Bengkulu sample that adds up to the report of 2020, and the same kind of data at any size for
/// measuring. Inside the registry; nobody real is among them.
@NullMarked
package id.cemara.registry.sample;

import org.jspecify.annotations.NullMarked;
