package id.cemara.shell;

import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A section that one module adds to another module's page. The page's owner declares a record as the
/// page's type; modules above contribute sections, so the owner does not depend on them.
///
/// @param <P> the page's record
public interface PageSection<P> {

    Class<P> page();

    /// Ascending.
    int order();

    /// The section; empty when there is nothing to show. May run at most one query.
    Optional<Content> render(P page, Sections sections);

    /// A section with a template.
    ///
    /// @param parameters of the template; empty when there is nothing to show
    static <P> PageSection<P> of(
            Class<P> page, int order, String template, Function<P, Optional<Map<String, Object>>> parameters) {
        return new OfTemplate<>(page, order, template, parameters);
    }

    record OfTemplate<P>(
            Class<P> page, int order, String template, Function<P, Optional<Map<String, Object>>> parameters)
            implements PageSection<P> {

        @Override
        public Optional<Content> render(P shown, Sections sections) {
            return parameters.apply(shown).map(found -> sections.render(template, found));
        }
    }
}
