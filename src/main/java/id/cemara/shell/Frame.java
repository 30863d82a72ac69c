package id.cemara.shell;

import id.cemara.shared.Actor;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Money;
import id.cemara.shared.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the layout of every page needs.
///
/// @param texts the sentences in the reader's language
/// @param path the address of this page with its query
/// @param back where the choice of language returns to: this page, or the page that this one replaces
/// @param isAnswer whether the page answers a form, so that reloading it would not show it again
/// @param nav the public navigation in display order
/// @param header small links beside the navigation, in display order
/// @param workNav the reader's navigation in the work space, in display order; empty without a log-in
/// @param actor the reader
/// @param sampleDay the last day of the sample; null when the data are real
/// @param today the current date
/// @param publicUrl the absolute address of this installation, without a trailing slash
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

    public String t(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /// The sentence of a problem.
    public String t(Problem problem) {
        return texts.get(problem);
    }

    /// The sentence of a field's problem.
    public String t(FieldProblem problem) {
        return texts.get(problem);
    }

    /// An integer with a thousands separator.
    public String n(long number) {
        return texts.number(number);
    }

    /// As [Texts#number(Money)].
    public String n(Money money) {
        return texts.number(money);
    }

    /// The text as a value in the query of an address.
    public String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Whether this page is the entry's page or lies below it.
    public boolean isCurrent(NavItem item) {
        String bare = path.split("\\?", 2)[0];
        return bare.equals(item.path()) || bare.startsWith(item.path() + "/");
    }

    /// Whether this page is the entry's page or lies below it. The entry of the work space's start page
    /// matches only that page.
    public boolean isCurrent(WorkNavItem item) {
        String bare = path.split("\\?", 2)[0];
        return bare.equals(item.path()) || (!item.path().equals("/kerja") && bare.startsWith(item.path() + "/"));
    }

    public boolean isLoggedIn() {
        return actor instanceof Actor.Account;
    }
}
