/// Imports of groups and members.
@NullMarked
package id.cemara.registry.imports;

import org.jspecify.annotations.NullMarked;
