package id.cemara.shell;

import id.cemara.platform.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/// Validates redirect targets from requests: only pages of this application that answer GET, to prevent
/// open redirects.
@Component
public class OwnAddresses {

    private static final int LONGEST = 2_000;

    /// One slash, not followed by another or by a backslash, which browsers treat as one; then only
    /// characters that percent-encoded addresses contain.
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\{}<>\"^`|]]*");

    /// The container's error address and the log-out: no pages to return to.
    private static final Set<String> NO_PAGES = Set.of("/error", "/keluar");

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final PublicAddress own;

    OwnAddresses(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            PublicAddress own) {
        this.mappings = mappings;
        this.own = own;
    }

    /// Whether the address is the path of a page, optionally with a query.
    public boolean isPage(@Nullable String address) {
        return address != null
                && address.length() <= LONGEST
                && LOCAL.matcher(address).matches()
                && isParseable(address)
                && answersGet(path(address));
    }

    /// The address if it is a page, or else the nearest page above it; `/` when it is not an address of
    /// ours.
    public String pageOrAbove(@Nullable String address) {
        if (isPage(address)) {
            return java.util.Objects.requireNonNull(address);
        }
        if (address == null
                || address.length() > LONGEST
                || !LOCAL.matcher(address).matches()) {
            return "/";
        }
        for (String above = above(path(address)); !above.isEmpty(); above = above(above)) {
            if (isPage(above)) {
                return above;
            }
        }
        return "/";
    }

    /// The page in the request's Referer, if it is one of ours.
    public Optional<String> cameFrom(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        if (referer == null || referer.length() > LONGEST + 300) {
            return Optional.empty();
        }
        int slash = referer.indexOf('/', referer.indexOf("://") + 3);
        if (slash < 0 || !own.isOwn(referer.substring(0, slash))) {
            return Optional.empty();
        }
        String address = referer.substring(slash);
        return isPage(address) ? Optional.of(address) : Optional.empty();
    }

    /// The path without query and fragment.
    public static String path(String address) {
        return address.split("[?#]", 2)[0];
    }

    public static String above(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static boolean isParseable(String address) {
        try {
            return new URI(address).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean answersGet(String path) {
        if (NO_PAGES.contains(path) || path.startsWith("/api/")) {
            return false;
        }
        PathContainer parsed = PathContainer.parsePath(path);
        return mappings.getObject().getHandlerMethods().keySet().stream()
                .filter(OwnAddresses::isForGet)
                .flatMap(info -> patterns(info).stream())
                .anyMatch(pattern -> pattern.matches(parsed));
    }

    private static boolean isForGet(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }

    private static Set<PathPattern> patterns(RequestMappingInfo info) {
        var condition = info.getPathPatternsCondition();
        return condition == null ? Set.of() : condition.getPatterns();
    }
}
