/// Forms that lose nothing: a refused form comes back filled, an edit form carries what it showed, a form says
/// whose page it stood on.
@NullMarked
@NamedInterface("forms")
package id.cemara.shell.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
