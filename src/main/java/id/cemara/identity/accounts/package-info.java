/// Accounts: invited, scoped, changed and closed by offices; their own page for everybody who has one.
@NullMarked
@NamedInterface("accounts")
package id.cemara.identity.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
