/// From a password, a passkey or a token to the actor of a request: log-in and its limits, sessions, and forms
/// kept until the next log-in.
@NullMarked
package id.cemara.identity.login;

import org.jspecify.annotations.NullMarked;
