package id.cemara.shell.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// A page whose elements know their place in its source, so that single tags can be changed there and the
/// rest stays as it is.
record PageSource(String html, Document document) {

    static PageSource of(String html) {
        return new PageSource(html, Jsoup.parse(html, Parser.htmlParser().setTrackPosition(true)));
    }

    /// The index after the element's closing tag, or after its only tag.
    static int end(Element element) {
        return Math.max(element.sourceRange().endPos(), element.endSourceRange().endPos());
    }

    /// The attribute's value; null if the element does not have it.
    static @Nullable String attribute(Element element, String name) {
        return element.hasAttr(name) ? element.attr(name) : null;
    }

    /// The element's opening tag with changed attributes; null removes one.
    static String tag(Element element, Map<String, @Nullable String> changes) {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        element.attributes().forEach(attribute -> all.put(attribute.getKey(), attribute.getValue()));
        all.putAll(changes);
        var tag = new StringBuilder("<").append(element.normalName());
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

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
