package id.cemara.shell.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tags of a page made by our templates: valid HTML with quoted or unquoted attributes. It is not a
/// general HTML parser.
///
/// @param html the page
/// @param tags in document order
public record PageTags(String html, List<Tag> tags) {

    /// Elements whose content is not parsed as HTML.
    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");

    /// A tag.
    ///
    /// @param start the index of its first character
    /// @param end the index after its last character
    /// @param attributes unescaped; an attribute without a value is empty
    public record Tag(int start, int end, String name, boolean isClosing, Map<String, String> attributes) {

        @Nullable
        public String attribute(String name) {
            return attributes.get(name);
        }

        /// The tag with changed attributes; null removes one.
        String with(Map<String, @Nullable String> changes) {
            Map<String, @Nullable String> all = new LinkedHashMap<>(attributes);
            all.putAll(changes);
            var tag = new StringBuilder("<").append(name);
            all.forEach((attribute, value) -> {
                if (value != null) {
                    tag.append(' ').append(attribute);
                    if (!value.isEmpty() || attribute.equals("value") || attribute.equals("alt")) {
                        tag.append("=\"").append(escaped(value)).append('"');
                    }
                }
            });
            return tag.append('>').toString();
        }
    }

    public static PageTags of(String html) {
        List<Tag> tags = new ArrayList<>();
        int at = html.indexOf('<');
        while (at >= 0 && at + 1 < html.length()) {
            char next = html.charAt(at + 1);
            if (html.startsWith("<!--", at)) {
                at = html.indexOf("-->", at);
            } else if (next == '/' || Character.isLetter(next)) {
                Tag tag = tag(html, at);
                tags.add(tag);
                at = tag.end();
                if (!tag.isClosing() && RAW.contains(tag.name())) {
                    at = html.indexOf("</" + tag.name(), at);
                }
            } else {
                at++;
            }
            at = at < 0 ? -1 : html.indexOf('<', at);
        }
        return new PageTags(html, List.copyOf(tags));
    }

    private static Tag tag(String html, int start) {
        boolean isClosing = html.charAt(start + 1) == '/';
        int at = start + (isClosing ? 2 : 1);
        int from = at;
        while (at < html.length() && (Character.isLetterOrDigit(html.charAt(at)) || html.charAt(at) == '-')) {
            at++;
        }
        String name = html.substring(from, at).toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new LinkedHashMap<>();
        while (at < html.length() && html.charAt(at) != '>') {
            if (Character.isWhitespace(html.charAt(at)) || html.charAt(at) == '/') {
                at++;
                continue;
            }
            from = at;
            while (at < html.length()
                    && "=>/".indexOf(html.charAt(at)) < 0
                    && !Character.isWhitespace(html.charAt(at))) {
                at++;
            }
            String attribute = html.substring(from, at).toLowerCase(Locale.ROOT);
            String value = "";
            if (at < html.length() && html.charAt(at) == '=') {
                at++;
                char quote = html.charAt(at);
                if (quote == '"' || quote == '\'') {
                    int end = html.indexOf(quote, at + 1);
                    value = html.substring(at + 1, end);
                    at = end + 1;
                } else {
                    from = at;
                    while (at < html.length() && html.charAt(at) != '>' && !Character.isWhitespace(html.charAt(at))) {
                        at++;
                    }
                    value = html.substring(from, at);
                }
            }
            attributes.putIfAbsent(attribute, meant(value));
        }
        return new Tag(start, Math.min(at + 1, html.length()), name, isClosing, attributes);
    }

    /// The start of the element's closing tag.
    public int closing(Tag open) {
        return closingTag(open).start();
    }

    /// The end of the element's closing tag.
    int afterClosing(Tag open) {
        return closingTag(open).end();
    }

    private Tag closingTag(Tag open) {
        int depth = 0;
        for (Tag tag : tags.subList(tags.indexOf(open), tags.size())) {
            if (tag.name().equals(open.name())) {
                depth += tag.isClosing() ? -1 : 1;
                if (depth == 0) {
                    return tag;
                }
            }
        }
        return new Tag(html.length(), html.length(), open.name(), true, Map.of());
    }

    /// The elements of that name within an element.
    List<Tag> inside(Tag outer, String name) {
        int close = closing(outer);
        return tags.stream()
                .filter(tag -> tag.name().equals(name) && !tag.isClosing())
                .filter(tag -> outer.end() <= tag.start() && tag.end() <= close)
                .toList();
    }

    /// The text of the label around or for a field, without hints in `small`.
    Optional<String> labelOf(Tag control) {
        String id = control.attribute("id");
        return tags.stream()
                .filter(tag -> tag.name().equals("label") && !tag.isClosing())
                .filter(tag -> (id != null && id.equals(tag.attribute("for")))
                        || (tag.end() <= control.start() && control.end() <= closing(tag)))
                .findFirst()
                .map(this::ownText);
    }

    /// The legend of the field's `fieldset`.
    Optional<String> legendOf(Tag control) {
        return around("fieldset", control, 0).reversed().stream()
                .flatMap(fieldset -> inside(fieldset, "legend").stream())
                .findFirst()
                .map(this::ownText);
    }

    private String ownText(Tag open) {
        int close = closing(open);
        var text = new StringBuilder();
        int from = open.end();
        while (from < close) {
            int start = from;
            Tag next = tags.stream()
                    .filter(tag -> start <= tag.start() && tag.start() < close)
                    .findFirst()
                    .orElse(null);
            text.append(html, from, next == null ? close : next.start());
            from = next == null ? close : next.name().equals("small") ? afterClosing(next) : next.end();
        }
        return meant(text.toString()).strip();
    }

    /// The text of an element that contains only text.
    public String text(Tag open) {
        return meant(html.substring(open.end(), closing(open)));
    }

    /// The end of the label that encloses the tag and opens after `from`; -1 if there is none.
    int endOfLabelAround(Tag inner, int from) {
        return around("label", inner, from).stream()
                .mapToInt(this::afterClosing)
                .max()
                .orElse(-1);
    }

    /// The `details` elements that enclose the tag and open after `from`.
    List<Tag> detailsAround(Tag inner, int from) {
        return around("details", inner, from);
    }

    private List<Tag> around(String name, Tag inner, int from) {
        return tags.stream()
                .filter(tag -> tag.name().equals(name) && !tag.isClosing())
                .filter(tag -> from <= tag.start() && tag.end() <= inner.start() && inner.end() <= closing(tag))
                .toList();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static String meant(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
