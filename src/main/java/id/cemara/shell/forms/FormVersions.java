package id.cemara.shell.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares three states of an edit form when somebody else saved first: as opened, as stored now, and as
/// typed. A field that was not touched takes the stored value; the others are shown in both versions.
final class FormVersions {

    private final PageTags page;
    private final List<PageTags.Tag> controls;
    private final Map<String, List<String>> typed;
    private final @Nullable Map<String, String> opened;

    /// @param controls the form's fields on the current page
    FormVersions(PageTags page, List<PageTags.Tag> controls, Map<String, List<String>> typed) {
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
                        .append(PageTags.escaped(label(control)))
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
        return "<th scope=\"col\">" + PageTags.escaped(text) + "</th>";
    }

    private static String cell(String label, String attributes, String text) {
        return "<td data-label=\"" + PageTags.escaped(label) + '"' + attributes + '>' + PageTags.escaped(text)
                + "</td>";
    }

    /// The editable fields by name, each with its first control.
    private Map<String, PageTags.Tag> names() {
        Map<String, PageTags.Tag> names = new LinkedHashMap<>();
        for (PageTags.Tag control : controls) {
            String name = control.attribute("name");
            if (name != null
                    && !control.name().equals("button")
                    && !"hidden".equals(type(control))
                    && !FormFiller.isTypedAgain(control)) {
                names.putIfAbsent(name, control);
            }
        }
        return names;
    }

    private static String type(PageTags.Tag control) {
        return String.valueOf(control.attribute("type"));
    }

    /// The values of that field on the current page, as a browser would send them.
    private List<String> stored(String name) {
        List<String> values = new ArrayList<>();
        for (PageTags.Tag control : controls) {
            if (name.equals(control.attribute("name"))) {
                switch (control.name()) {
                    case "textarea" -> values.add(page.text(control));
                    case "select" ->
                        page.inside(control, "option").stream()
                                .filter(option -> option.attribute("selected") != null)
                                .forEach(option -> values.add(value(option)));
                    default -> {
                        if (!FormFiller.isChosen(control)) {
                            values.add(Optional.ofNullable(control.attribute("value"))
                                    .orElse(""));
                        } else if (control.attribute("checked") != null) {
                            values.add(Optional.ofNullable(control.attribute("value"))
                                    .orElse("on"));
                        }
                    }
                }
            }
        }
        return values;
    }

    private String value(PageTags.Tag option) {
        return Optional.ofNullable(option.attribute("value"))
                .orElseGet(() -> page.text(option).strip());
    }

    /// Values for people; for a choice, its label.
    private String shown(PageTags.Tag control, List<String> values, FormPages.Versions words) {
        if (values.isEmpty()) {
            return words.empty();
        }
        String name = String.valueOf(control.attribute("name"));
        List<String> read = new ArrayList<>();
        for (String value : values) {
            if (control.name().equals("select")) {
                read.add(page.inside(control, "option").stream()
                        .filter(option -> value(option).equals(value))
                        .findFirst()
                        .map(option -> page.text(option).strip())
                        .orElse(value));
            } else if (FormFiller.isChosen(control)) {
                read.add(controls.stream()
                        .filter(each -> name.equals(each.attribute("name")) && value.equals(each.attribute("value")))
                        .findFirst()
                        .flatMap(page::labelOf)
                        .orElse(value));
            } else {
                read.add(value);
            }
        }
        return String.join(", ", read);
    }

    private String label(PageTags.Tag control) {
        Optional<String> label = "radio".equals(type(control)) ? page.legendOf(control) : page.labelOf(control);
        return label.orElseGet(() -> String.valueOf(control.attribute("name")));
    }

    /// Makes values comparable: browsers end lines with CR LF, and send empty fields as empty strings.
    private static List<String> plain(List<String> values) {
        return values.stream()
                .map(value -> value.replace("\r\n", "\n").strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
