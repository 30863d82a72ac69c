package id.cemara.shell;

import gg.jte.Content;
import java.util.Optional;

/// A part of another module's page. The page's owner declares a record that says which page it is; modules above it
/// contribute sections, so the owner need not know them.
///
/// @param <P> the page's record
public interface PageSection<P> {

    /// The page this is a section of.
    Class<P> page();

    /// Lower comes first.
    int order();

    /// The section for that page, empty when there is nothing to show; at most one query.
    Optional<Content> render(P page);
}
