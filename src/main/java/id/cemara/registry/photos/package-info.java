/// The pictures of groups: taken in through [id.cemara.files.Pictures], shown on the pages of the group.
@NullMarked
package id.cemara.registry.photos;

import org.jspecify.annotations.NullMarked;
