package id.cemara.shell;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// Requests a page by GET inside another request: keeps its cookies and its session, drops its body and
/// Spring MVC's attributes.
public class PageRequest extends HttpServletRequestWrapper {

    private static final Set<String> HEADERS_OF_THE_FORM = Set.of(
            "content-type", "content-length", "transfer-encoding", "hx-request", "if-match", "if-none-match", "range");
    private static final String NOTES = "org.springframework.web.";

    private final String path;
    private final @Nullable String query;
    private final Map<String, String[]> parameters = new HashMap<>();
    private final Map<String, @Nullable Object> attributes = new HashMap<>();

    public PageRequest(HttpServletRequest request, String page) {
        super(request);
        String[] parts = page.split("#", 2)[0].split("\\?", 2);
        this.path = parts[0];
        this.query = parts.length == 1 ? null : parts[1];
        MultiValueMap<String, String> typed =
                UriComponentsBuilder.fromUriString(page).build().getQueryParams();
        typed.forEach((name, values) -> parameters.put(
                decoded(name),
                values.stream()
                        .map(value -> value == null ? "" : decoded(value))
                        .toArray(String[]::new)));
    }

    /// The original request.
    HttpServletRequest answered() {
        return (HttpServletRequest) getRequest();
    }

    private static String decoded(String text) {
        return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(path);
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : isHidden(name) ? null : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.put(name, null);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        Set<String> names = new HashSet<>();
        Collections.list(super.getAttributeNames()).stream()
                .filter(name -> !isHidden(name))
                .forEach(names::add);
        attributes.forEach((name, value) -> {
            if (value == null) {
                names.remove(name);
            } else {
                names.add(name);
            }
        });
        return Collections.enumeration(names);
    }

    private static boolean isHidden(String name) {
        return name.startsWith(NOTES) || name.startsWith("jakarta.servlet.");
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isOfTheForm(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isOfTheForm(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isOfTheForm(name))
                .toList());
    }

    private static boolean isOfTheForm(String name) {
        return HEADERS_OF_THE_FORM.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public int getContentLength() {
        return 0;
    }

    @Override
    public long getContentLengthLong() {
        return 0;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new StringReader(""));
    }

    @Override
    public ServletInputStream getInputStream() {
        throw new IllegalStateException("a GET has no body");
    }

    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return null;
    }
}
