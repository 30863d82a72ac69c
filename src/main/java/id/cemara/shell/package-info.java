/// The frame of all pages: layout, navigation, texts in two languages, error pages, security headers and
/// the installable web app.
///
/// Alone may change: how a page is framed. Neighbours: [id.cemara.platform], [id.cemara.shared]. Modules above
/// contribute [NavItem], [Todo] and [PageSection].
@NullMarked
@ApplicationModule(
        displayName = "Shell",
        allowedDependencies = {"platform", "platform :: start", "shared"})
package id.cemara.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
