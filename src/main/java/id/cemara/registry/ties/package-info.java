/// What a merge of two groups asks of every module that keeps rows of groups, and the locks it takes first.
@NullMarked
@NamedInterface("ties")
package id.cemara.registry.ties;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
