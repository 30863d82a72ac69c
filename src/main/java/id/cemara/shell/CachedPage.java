package id.cemara.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Declares public pages that may be cached. A page qualifies if it is the same for all readers without a
/// session and depends only on versioned data: the shell caches it until its version changes, and checks
/// the version at every request. A module contributes one for each of its busy pages.
///
/// The page must not depend on the reader. The shell adds language and date to the key itself.
public interface CachedPage {

    /// The version of all data shown at this address; empty when it is not one of these pages.
    ///
    /// @param request a GET without a session; read only its path and query, not its parameters
    Optional<String> version(HttpServletRequest request);
}
