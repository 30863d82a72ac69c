/// The public directory of groups: search, facets, profiles and their API.
@NullMarked
@NamedInterface("directory")
package id.cemara.registry.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
