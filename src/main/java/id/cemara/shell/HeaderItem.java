package id.cemara.shell;

import jakarta.servlet.http.HttpServletRequest;

/// A small link in the header of every page, such as the cart, contributed by a module. It may use only the
/// request: no session, no query.
public interface HeaderItem {

    /// Ascending.
    int order();

    Link link(HttpServletRequest request);

    /// The link to show.
    ///
    /// @param path its target
    /// @param label the message key of its name; the count is the argument
    /// @param icon the path data of an SVG picture, 24 by 24 units
    /// @param count a number beside it; 0 shows none
    record Link(String path, String label, String icon, int count) {}
}
