package id.cemara.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// A page that is the same for everybody who asks without a session, and whose content stands on data with a version:
/// the shell keeps it whole for as long as the version stands, and asks for the version at every request. A module
/// contributes one for each of its pages that are asked for often.
///
/// What depends on the reader has no place on such a page. The language and the day are looked after by the shell.
public interface FreshPage {

    /// The version of everything the page at this address shows; empty when the address is not one of these pages.
    ///
    /// @param request a GET without a session; its parameters are not to be read, only its path and its query
    Optional<String> version(HttpServletRequest request);
}
