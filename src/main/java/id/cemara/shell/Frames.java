package id.cemara.shell;

import id.cemara.platform.PublicAddress;
import id.cemara.platform.start.Installation;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.LocaleResolver;

/// Creates the [Frame] of the current page.
@Component
public class Frames {

    private final Texts indonesian;
    private final Texts english;
    private final LocaleResolver localeResolver;
    private final ObjectProvider<NavItem> navItems;
    private final ObjectProvider<HeaderItem> headerItems;
    private final ObjectProvider<WorkNavItem> workNavItems;
    private final Installation installation;
    private final PublicAddress publicAddress;
    private final Assets assets;
    private final Clock clock;

    Frames(
            MessageSource messages,
            LocaleResolver localeResolver,
            ObjectProvider<NavItem> navItems,
            ObjectProvider<HeaderItem> headerItems,
            ObjectProvider<WorkNavItem> workNavItems,
            Installation installation,
            PublicAddress publicAddress,
            Assets assets,
            Clock clock) {
        this.indonesian = new Texts(messages, Texts.INDONESIAN);
        this.english = new Texts(messages, Texts.ENGLISH);
        this.localeResolver = localeResolver;
        this.navItems = navItems;
        this.headerItems = headerItems;
        this.workNavItems = workNavItems;
        this.installation = installation;
        this.publicAddress = publicAddress;
        this.assets = assets;
        this.clock = clock;
    }

    /// The frame of the current thread's request.
    ///
    /// @throws IllegalStateException outside a request
    public Frame current() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return of(attributes.getRequest());
    }

    public Frame of(HttpServletRequest request) {
        HttpServletRequest sent = request instanceof PageRequest page ? page.answered() : request;
        boolean isAnswer = sent.getMethod().equals("POST");
        return new Frame(
                texts(request),
                address(request),
                address(isAnswer ? request : sent),
                isAnswer,
                nav(),
                header(request),
                workNav(CurrentActor.get()),
                CurrentActor.get(),
                installation.sampleDay().orElse(null),
                LocalDate.now(clock),
                publicAddress.url(),
                assets);
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /// The texts in the language of this request.
    public Texts texts(HttpServletRequest request) {
        return localeResolver.resolveLocale(request).getLanguage().equals("en") ? english : indonesian;
    }

    private List<NavItem> nav() {
        return navItems.stream().sorted(Comparator.comparingInt(NavItem::order)).toList();
    }

    private List<HeaderItem.Link> header(HttpServletRequest request) {
        return headerItems.stream()
                .sorted(Comparator.comparingInt(HeaderItem::order))
                .map(item -> item.link(request))
                .toList();
    }

    private List<WorkNavItem> workNav(Actor actor) {
        return actor.account()
                .map(account -> workNavItems.stream()
                        .filter(item -> item.roles().contains(account.role()))
                        .sorted(Comparator.comparingInt(WorkNavItem::order))
                        .toList())
                .orElse(List.of());
    }
}
