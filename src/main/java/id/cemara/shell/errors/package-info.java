/// From an exception to an answer in words: problem details for programs, pages for people, and what is said when
/// the database is away.
@NullMarked
@NamedInterface("errors")
package id.cemara.shell.errors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
