package id.cemara.market.feedback;

import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Marks the browsers in which officers of a group work with a cookie per group (a keyed hash, meaningless
/// to others), so that the group cannot review itself there after its officer has logged out.
@Component
record SellerDevices(FieldEncryption keys, PublicAddress address) implements WebMvcConfigurer, HandlerInterceptor {

    static final String NAME = "cemara-seller";

    private static final String SEPARATOR = ".";
    private static final int MARK_BYTES = 16;
    private static final int MOST_GROUPS = 20;
    private static final Duration KEPT = Duration.ofDays(365);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/kerja", "/kerja/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CurrentActor.get()
                .account()
                .map(Actor.Account::group)
                .filter(group -> !isOf(group, request))
                .ifPresent(group -> add(group, request, response));
        return true;
    }

    /// Whether an officer of that group worked in this browser.
    boolean isOf(GroupId group, HttpServletRequest request) {
        return marks(request).contains(mark(group));
    }

    private void add(GroupId group, HttpServletRequest request, HttpServletResponse response) {
        List<String> marks = new ArrayList<>(marks(request));
        marks.addFirst(mark(group));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, String.join(SEPARATOR, marks.subList(0, Math.min(MOST_GROUPS, marks.size()))))
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(address.isSecure())
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }

    private static List<String> marks(HttpServletRequest request) {
        Cookie[] cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(NAME))
                .flatMap(cookie -> Arrays.stream(cookie.getValue().split("\\.")))
                .filter(mark -> mark.matches("[A-Za-z0-9_-]{22}"))
                .limit(MOST_GROUPS)
                .toList();
    }

    private String mark(GroupId group) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(keys.keyedHash(group.toString(), HashPurpose.SELLER_DEVICE), MARK_BYTES));
    }
}
