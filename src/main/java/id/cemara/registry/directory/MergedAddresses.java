package id.cemara.registry.directory;

import id.cemara.registry.ClosedGroups;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Redirects URLs of a merged group to the surviving one, including everything below them. Public pages:
/// permanently (301), although a reversal of the merge ends the redirect. Work space: 302, only if the
/// surviving group is in the actor's scope and the merged one is not.
@Configuration(proxyBeanMethods = false)
record MergedAddresses(ClosedGroups closed) implements WebMvcConfigurer, HandlerInterceptor {

    private static final String PUBLIC = "/kelompok/";
    private static final String WORK = "/kerja/kelompok/";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PUBLIC + "*/**", WORK + "*/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean isRead = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        Optional<String> leads = isRead ? leadsTo(request.getRequestURI(), request.getQueryString()) : Optional.empty();
        leads.ifPresent(address -> {
            boolean isPublic = address.startsWith(PUBLIC);
            response.setStatus(isPublic ? HttpServletResponse.SC_MOVED_PERMANENTLY : HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, address);
            // A reversal of the merge must end the redirect.
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        });
        return leads.isEmpty();
    }

    private Optional<String> leadsTo(String path, @Nullable String query) {
        String before = path.startsWith(PUBLIC) ? PUBLIC : WORK;
        if (!path.startsWith(before)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', before.length());
        String named = end < 0 ? path.substring(before.length()) : path.substring(before.length(), end);
        String rest = end < 0 ? "" : path.substring(end);
        if (before.equals(PUBLIC)) {
            return closed.bySlug(named)
                    .map(merged -> PUBLIC
                            + merged.into().slug()
                            + rest
                            + (rest.isEmpty() ? "?dari=" + merged.number() : query == null ? "" : "?" + query));
        }
        return closed.notInScope(named).map(merged -> WORK + merged.into().number() + rest);
    }
}
