/// Who changed what, when and why: written in the transaction of the change, read by those whose area it concerns.
@NullMarked
@NamedInterface("audit")
package id.cemara.identity.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
