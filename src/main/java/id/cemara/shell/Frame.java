package id.cemara.shell;

import id.cemara.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the layout of every page needs to know.
///
/// @param texts the sentences in the reader's language
/// @param path the address of this page with its query, for links back to it
/// @param back where a choice of language leads: this page, or the one it is shown in place of
/// @param isAnswer whether it answers a form, so that what it shows cannot be asked for again
/// @param nav the public navigation in its order
/// @param header small links beside the navigation, in their order
/// @param workNav what the reader may open in the work space, in its order; empty without a log-in
/// @param actor who reads
/// @param sampleDay the day the sample ends at; null when the data are real
/// @param today the system's today
/// @param publicUrl the absolute address of this installation, without a slash at its end
/// @param assets addresses of style sheets, scripts and pictures
public record Frame(
        Texts texts,
        String path,
        String back,
        boolean isAnswer,
        List<NavItem> nav,
        List<HeaderItem.Link> header,
        List<WorkNavItem> workNav,
        Actor actor,
        @Nullable LocalDate sampleDay,
        LocalDate today,
        String publicUrl,
        Assets assets) {

    public Frame {
        nav = List.copyOf(nav);
        header = List.copyOf(header);
        workNav = List.copyOf(workNav);
    }

    /// The sentence with that key.
    public String t(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /// A whole number with the thousands sign.
    public String n(long number) {
        return texts.number(number);
    }

    /// Whether this page is the one of the navigation entry, or lies below it.
    public boolean isCurrent(NavItem item) {
        String bare = path.split("\\?", 2)[0];
        return bare.equals(item.path()) || bare.startsWith(item.path() + "/");
    }

    /// Whether this page is the one of the work space's entry, or lies below it. The entry of the work space itself is
    /// current only on its own page.
    public boolean isCurrent(WorkNavItem item) {
        String bare = path.split("\\?", 2)[0];
        return bare.equals(item.path()) || (!item.path().equals("/kerja") && bare.startsWith(item.path() + "/"));
    }

    /// Whether somebody is logged in.
    public boolean isLoggedIn() {
        return actor instanceof Actor.Account;
    }
}
