/// Pictures of groups: stored through [id.cemara.files.Pictures], shown on the group's pages.
@NullMarked
package id.cemara.registry.photos;

import org.jspecify.annotations.NullMarked;
