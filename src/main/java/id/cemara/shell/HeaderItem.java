package id.cemara.shell;

import jakarta.servlet.http.HttpServletRequest;

/// A small link in the header of every page, such as the cart; contributed by modules. It is made from the
/// request alone: no session, no query.
public interface HeaderItem {

    /// Lower comes first.
    int order();

    /// The link for that request.
    Link link(HttpServletRequest request);

    /// What the header shows.
    ///
    /// @param path where it leads
    /// @param label the message key of its name, filled with the count
    /// @param icon its picture: what is drawn on 24 by 24 units, as the data of an SVG path
    /// @param count a number beside it; 0 shows none
    record Link(String path, String label, String icon, int count) {}
}
