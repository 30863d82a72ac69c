package id.cemara.shell;

import gg.jte.Content;
import java.util.Optional;

/// A section that one module adds to another module's page. The page's owner declares a record as the
/// page's type; modules above contribute sections, so the owner does not depend on them.
///
/// @param <P> the page's record
public interface PageSection<P> {

    Class<P> page();

    /// Ascending.
    int order();

    /// The section; empty when there is nothing to show. May run at most one query.
    Optional<Content> render(P page);
}
