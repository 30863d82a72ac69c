package id.cemara.shell.forms;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A form as the browser sent it.
///
/// @param action the path it was sent to
/// @param page the page it came from (Referer); null when unknown
/// @param values by field name, each in order; without files
/// @param hasFiles whether it contains files, which cannot be filled in again; also true for a multipart form
/// that cannot be parsed
public record TypedForm(String action, @Nullable String page, Map<String, List<String>> values, boolean hasFiles) {

    public TypedForm {
        var copy = new TreeMap<String, List<String>>();
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        values = copy;
    }

    /// Whether the request is a form of a page.
    public static boolean isIn(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getMethod().equals("POST")
                && !request.getRequestURI().startsWith("/api/")
                && type != null
                && (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data"));
    }

    /// The same form with another page.
    TypedForm on(String page) {
        return new TypedForm(action, page, values, hasFiles);
    }

    /// The form in this request; without values when they cannot be parsed.
    ///
    /// @param page the page it came from
    public static TypedForm of(HttpServletRequest request, @Nullable String page) {
        return read(request, page)
                .orElseGet(() -> new TypedForm(request.getRequestURI(), page, Map.of(), isMultipart(request)));
    }

    /// The form in this request; empty when it cannot be parsed, for example with too many fields.
    ///
    /// @param page the page it came from
    public static Optional<TypedForm> read(HttpServletRequest request, @Nullable String page) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            request.getParameterMap().forEach((name, all) -> values.put(name, Arrays.asList(all)));
            return Optional.of(new TypedForm(request.getRequestURI(), page, values, containsFile(request)));
        } catch (IOException | ServletException | RuntimeException e) {
            // the container throws different exceptions when it cannot parse a form
            return Optional.empty();
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).startsWith("multipart/");
    }

    /// For a file input without a file, a browser sends an empty name.
    private static boolean containsFile(HttpServletRequest request) throws IOException, ServletException {
        return isMultipart(request)
                && request.getParts().stream()
                        .map(Part::getSubmittedFileName)
                        .anyMatch(name -> name != null && !name.isBlank());
    }
}
