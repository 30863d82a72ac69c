package id.cemara.shell.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Compares three states of an edit form when somebody else saved first: as opened, as stored now, and as
/// typed. A field that was not touched takes the stored value; the others are shown in both versions.
final class FormVersions {

    private final Document page;
    private final List<Element> controls;
    private final Map<String, List<String>> typed;
    private final @Nullable Map<String, String> opened;

    /// @param controls the form's fields on the current page
    FormVersions(Document page, List<Element> controls, Map<String, List<String>> typed) {
        this.page = page;
        this.controls = controls;
        this.typed = typed;
        this.opened = OpenedForm.read(typed.getOrDefault(OpenedForm.NAME, List.of()).stream()
                        .findFirst()
                        .orElse(null))
                .orElse(null);
    }

    /// Whether the field was not changed since the form was opened. Without the opened state, a field
    /// counts as changed when it differs from the stored value.
    boolean isUntouched(String name) {
        List<String> sent = plain(typed.getOrDefault(name, List.of()));
        return opened == null
                ? sent.equals(plain(stored(name)))
                : sent.equals(
                        plain(Optional.ofNullable(opened.get(name)).stream().toList()));
    }

    /// A table of the fields that differ; empty when none does.
    String table(FormPages.Versions words) {
        var rows = new StringBuilder();
        names().forEach((name, control) -> {
            List<String> now = plain(stored(name));
            List<String> sent = plain(typed.getOrDefault(name, List.of()));
            if (!now.equals(sent)) {
                rows.append("<tr><th scope=\"row\">")
                        .append(PageSource.escaped(label(control)))
                        .append("</th>")
                        .append(cell(words.stored(), "", shown(control, now, words)))
                        .append(
                                isUntouched(name)
                                        ? cell(words.typed(), " class=\"muted\"", words.untouched())
                                        : cell(words.typed(), " class=\"differs\"", shown(control, sent, words)))
                        .append("</tr>");
            }
        });
        return rows.isEmpty()
                ? ""
                : "<div class=\"table-scroll\"><table class=\"data-table stacked\"><thead><tr>" + heading(words.field())
                        + heading(words.stored()) + heading(words.typed()) + "</tr></thead><tbody>" + rows
                        + "</tbody></table></div>";
    }

    private static String heading(String text) {
        return "<th scope=\"col\">" + PageSource.escaped(text) + "</th>";
    }

    private static String cell(String label, String attributes, String text) {
        return "<td data-label=\"" + PageSource.escaped(label) + '"' + attributes + '>' + PageSource.escaped(text)
                + "</td>";
    }

    /// The editable fields by name, each with its first control.
    private Map<String, Element> names() {
        Map<String, Element> names = new LinkedHashMap<>();
        for (Element control : controls) {
            String name = PageSource.attribute(control, "name");
            if (name != null
                    && !control.nameIs("button")
                    && !"hidden".equals(type(control))
                    && !FormFiller.isTypedAgain(control)) {
                names.putIfAbsent(name, control);
            }
        }
        return names;
    }

    private static String type(Element control) {
        return control.attr("type");
    }

    /// The values of that field on the current page, as a browser would send them.
    private List<String> stored(String name) {
        List<String> values = new ArrayList<>();
        for (Element control : controls) {
            if (name.equals(control.attr("name"))) {
                switch (control.normalName()) {
                    case "textarea" -> values.add(control.wholeText());
                    case "select" -> control.select("option[selected]").forEach(option -> values.add(value(option)));
                    default -> {
                        if (!FormFiller.isChosen(control)) {
                            values.add(control.attr("value"));
                        } else if (control.hasAttr("checked")) {
                            values.add(control.hasAttr("value") ? control.attr("value") : "on");
                        }
                    }
                }
            }
        }
        return values;
    }

    private static String value(Element option) {
        return option.hasAttr("value") ? option.attr("value") : option.text();
    }

    /// Values for people; for a choice, its label.
    private String shown(Element control, List<String> values, FormPages.Versions words) {
        if (values.isEmpty()) {
            return words.empty();
        }
        String name = control.attr("name");
        List<String> read = new ArrayList<>();
        for (String value : values) {
            if (control.nameIs("select")) {
                read.add(control.select("option").stream()
                        .filter(option -> value(option).equals(value))
                        .findFirst()
                        .map(Element::text)
                        .orElse(value));
            } else if (FormFiller.isChosen(control)) {
                read.add(controls.stream()
                        .filter(each -> name.equals(each.attr("name")) && value.equals(each.attr("value")))
                        .findFirst()
                        .flatMap(this::labelOf)
                        .orElse(value));
            } else {
                read.add(value);
            }
        }
        return String.join(", ", read);
    }

    private String label(Element control) {
        Optional<String> label = "radio".equals(type(control)) ? legendOf(control) : labelOf(control);
        return label.orElseGet(() -> control.attr("name"));
    }

    /// The text of the label around or for a field.
    private Optional<String> labelOf(Element control) {
        String id = control.id();
        return page.select("label").stream()
                .filter(label -> !id.isEmpty() && id.equals(label.attr("for"))
                        || control.parents().contains(label))
                .findFirst()
                .map(FormVersions::withoutHints);
    }

    /// The legend of the field's `fieldset`.
    private static Optional<String> legendOf(Element control) {
        return control.parents().stream()
                .filter(parent -> parent.nameIs("fieldset"))
                .flatMap(fieldset -> fieldset.select("legend").stream())
                .findFirst()
                .map(FormVersions::withoutHints);
    }

    private static String withoutHints(Element element) {
        Element copy = element.clone();
        copy.select("small").remove();
        return copy.text();
    }

    /// Makes values comparable: browsers end lines with CR LF, and send empty fields as empty strings.
    private static List<String> plain(List<String> values) {
        return values.stream()
                .map(value -> value.replace("\r\n", "\n").strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
