package id.cemara.shell;

import id.cemara.platform.DataVersions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Caches pages declared as [CachedPage], complete and compressed, until the version of their data changes.
/// Only successful answers to requests without cookies, the language's excepted, are cached and served;
/// requests with a session or a cart bypass the cache.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15) // outside the ETag filter, sessions and security
class PageCache extends OncePerRequestFilter {

    /// The cache's total size, compressed: about four thousand pages.
    private static final long MOST_BYTES = 24L * 1024 * 1024;

    private static final int LONGEST_ADDRESS = 300;
    private static final int LONGEST_LANGUAGE = 8;

    /// Headers that the container sets itself.
    private static final Set<String> NOT_KEPT =
            Set.of("content-length", "transfer-encoding", "date", "connection", "keep-alive", "content-encoding");

    private final ObjectProvider<CachedPage> pages;
    private final DataVersions versions;
    private final Clock clock;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private volatile @Nullable List<CachedPage> found;
    private long bytes;

    PageCache(ObjectProvider<CachedPage> pages, DataVersions versions, Clock clock) {
        this.pages = pages;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            versions.reading(() -> {
                answer(request, response, chain);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> version = isNobody(request) ? version(request) : Optional.empty();
        if (version.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Key key = Key.of(request);
        String stands = version.get() + ' ' + LocalDate.now(clock);
        Kept page = find(key, stands);
        if (page != null) {
            page.send(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (!mayBeKept(answer)) {
            answer.copyBodyToResponse();
            return;
        }
        Kept made = Kept.of(stands, headers(answer), answer.getContentAsByteArray());
        keep(key, made);
        made.sendBody(request, response);
    }

    private Optional<String> version(HttpServletRequest request) {
        for (CachedPage page : pages()) {
            Optional<String> version = page.version(request);
            if (version.isPresent()) {
                return version;
            }
        }
        return Optional.empty();
    }

    private List<CachedPage> pages() {
        List<CachedPage> known = found;
        if (known == null) {
            known = pages.orderedStream().toList();
            found = known;
        }
        return known;
    }

    /// Fragments, API calls, downloads and very long addresses bypass the cache.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")
                || request.getHeader("HX-Request") != null
                || request.getHeader("Authorization") != null
                || request.getRequestURI().length() > LONGEST_ADDRESS
                || (request.getQueryString() != null
                        && (request.getQueryString().length() > LONGEST_ADDRESS
                                || request.getQueryString().contains("format=")))) {
            return true;
        }
        return language(request).length() > LONGEST_LANGUAGE;
    }

    private static String language(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(TextsConfiguration.LANGUAGE_COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    /// Whether the request has no cookie but the language's, so that its answer is the same for everybody.
    private static boolean isNobody(HttpServletRequest request) {
        return request.getCookies() == null
                || Arrays.stream(request.getCookies())
                        .allMatch(cookie -> cookie.getName().equals(TextsConfiguration.LANGUAGE_COOKIE));
    }

    /// The cache key.
    ///
    /// @param query null when the address has none
    /// @param accepts whether the client accepts HTML
    private record Key(
            String language, String path, @Nullable String query, boolean accepts, boolean secure) {

        static Key of(HttpServletRequest request) {
            return new Key(
                    PageCache.language(request),
                    request.getRequestURI(),
                    request.getQueryString(),
                    accepts(request),
                    request.isSecure());
        }

        private static boolean accepts(HttpServletRequest request) {
            String accept = request.getHeader("Accept");
            return accept == null || accept.contains("text/html") || accept.contains("*/*");
        }
    }

    private static boolean mayBeKept(ContentCachingResponseWrapper answer) {
        String type = answer.getContentType();
        return answer.getStatus() == 200
                && type != null
                && type.startsWith("text/html")
                && answer.getHeader("Set-Cookie") == null;
    }

    private static List<String[]> headers(HttpServletResponse answer) {
        List<String[]> headers = new ArrayList<>();
        for (String name : answer.getHeaderNames()) {
            if (!NOT_KEPT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                answer.getHeaders(name).forEach(value -> headers.add(new String[] {name, value}));
            }
        }
        return headers;
    }

    private @Nullable Kept find(Key key, String version) {
        synchronized (kept) {
            Kept page = kept.get(key);
            return page == null || !page.version.equals(version) ? null : page;
        }
    }

    private void keep(Key key, Kept page) {
        synchronized (kept) {
            Kept before = kept.put(key, page);
            bytes += page.bytes() - (before == null ? 0 : before.bytes());
            var eldest = kept.values().iterator();
            while (bytes > MOST_BYTES && eldest.hasNext()) {
                bytes -= eldest.next().bytes();
                eldest.remove();
            }
        }
    }

    /// A cached page with its headers.
    ///
    /// @param compressed the body, by gzip
    /// @param length of the uncompressed body
    private record Kept(String version, List<String[]> headers, byte[] compressed, int length) {

        private static final int OVERHEAD = 1000;

        static Kept of(String version, List<String[]> headers, byte[] page) {
            var out = new ByteArrayOutputStream(page.length / 4);
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Kept(version, headers, out.toByteArray(), page.length);
        }

        long bytes() {
            return compressed.length + (long) OVERHEAD;
        }

        void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String tag = null;
            for (String[] header : headers) {
                response.addHeader(header[0], header[1]);
                if (header[0].equalsIgnoreCase("ETag")) {
                    tag = header[1];
                }
            }
            String known = request.getHeader("If-None-Match");
            if (tag != null && known != null && (known.strip().equals("*") || known.contains(tag))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            sendBody(request, response);
        }

        void sendBody(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (!response.getHeaders("Vary").contains("accept-encoding")) {
                response.addHeader("Vary", "accept-encoding");
            }
            if (takesGzip(request)) {
                response.setHeader("Content-Encoding", "gzip");
                response.setContentLength(compressed.length);
                response.getOutputStream().write(compressed);
            } else {
                response.setContentLength(length);
                try (var page = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                    page.transferTo(response.getOutputStream());
                }
            }
        }

        private static boolean takesGzip(HttpServletRequest request) {
            String accepted = request.getHeader("Accept-Encoding");
            return accepted != null && accepted.matches("(.*[, ])?gzip *(,.*|; *q=(1|0\\.[1-9]).*)?");
        }
    }
}
