/// Tables of groups and of their members on their way into the registry.
@NullMarked
package id.cemara.registry.imports;

import org.jspecify.annotations.NullMarked;
