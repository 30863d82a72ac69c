package id.cemara.shell.forms;

import id.cemara.shell.OwnAddresses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Fills a submitted form into the page it came from, and adds the messages about it.
final class FormFiller {

    /// Input types that are never filled in; passwords and files must be entered again. A field can be
    /// excluded by an attribute, too.
    private static final Set<String> NOT_FILLED = Set.of("password", "file", "submit", "button", "image", "reset");

    private static final String SECRET = "data-secret";

    private static final Set<String> CHOSEN = Set.of("checkbox", "radio");

    /// The field with the version that a form was made for. The page's current version stays, except in an
    /// edit form ([OpenedForm]) that was refused for another reason: its values still belong to the version
    /// at which it was opened.
    private static final String VERSION = "version";

    private final PageSource page;
    private final List<Element> pageControls;
    private final TypedForm typed;
    private final FormPages.Said said;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> saidBeside = new HashSet<>();
    private final Set<String> typedAgain = new HashSet<>();
    private boolean isFocused;

    /// Compares versions when the edited thing changed meanwhile; otherwise null.
    private @Nullable FormVersions versions;

    private FormFiller(PageSource page, TypedForm typed, FormPages.Said said) {
        this.page = page;
        this.pageControls = page.document().select("input, select, textarea, button");
        this.typed = typed;
        this.said = said;
    }

    private record Edit(int start, int end, String text) {}

    /// Fills in the page's form that is sent to the same address; empty when the page has none.
    static Optional<String> fill(String html, TypedForm typed, FormPages.Said said) {
        var filling = new FormFiller(PageSource.of(html), typed, said);
        return filling.form().map(filling::filled);
    }

    /// Chooses among several forms with the same address, as in a list, by the hidden fields that were
    /// sent.
    private Optional<Element> form() {
        return page.document().select("form[method=post]").stream()
                .filter(this::isSentThere)
                .max(Comparator.comparingLong(this::hiddenAlike));
    }

    private boolean isSentThere(Element form) {
        return isAction(form) || controls(form).stream().anyMatch(this::isAction);
    }

    private boolean isAction(Element element) {
        String address = PageSource.attribute(element, element.nameIs("form") ? "action" : "formaction");
        return address != null && OwnAddresses.path(address).equals(typed.action());
    }

    private long hiddenAlike(Element form) {
        return controls(form).stream()
                .filter(control -> control.attr("type").equals("hidden"))
                .filter(control -> typed.values()
                        .getOrDefault(control.attr("name"), List.of())
                        .contains(control.attr("value")))
                .count();
    }

    private List<Element> controls(Element form) {
        return pageControls.stream()
                .filter(control -> control.hasAttr("form")
                        ? control.attr("form").equals(form.id())
                        : form.equals(control.closest("form")))
                .toList();
    }

    private String filled(Element form) {
        List<Element> controls = controls(form);
        boolean isTyped = !typed.values().isEmpty();
        if (said.versions() != null && isTyped && controls.stream().anyMatch(FormFiller::isOpened)) {
            versions = new FormVersions(page.document(), controls, typed.values());
        }
        for (Element control : controls) {
            String name = PageSource.attribute(control, "name");
            if (name != null && !control.nameIs("button")) {
                Map<String, @Nullable String> changes = isTyped ? changes(control, name) : new HashMap<>();
                besides(control, name, changes);
                change(control, changes);
            }
        }
        openAround(form);
        insert(form.sourceRange().endPos(), notice(controls));
        return edited();
    }

    /// The changed attributes of a field; null removes one.
    private Map<String, @Nullable String> changes(Element control, String name) {
        Map<String, @Nullable String> changes = new HashMap<>();
        List<String> values = typed.values().get(name);
        String type = control.attr("type");
        if (versions != null && !isSecret(control) && (isOpened(control) || versions.isUntouched(name))) {
            return changes;
        }
        if (isChosen(control)) {
            String own = PageSource.attribute(control, "value");
            changes.put("checked", values != null && values.contains(own == null ? "on" : own) ? "" : null);
        } else if (values != null && isSecret(control)) {
            if (values.stream().anyMatch(value -> !value.isBlank())) {
                typedAgain.add(name);
            }
        } else if (values != null && !NOT_FILLED.contains(type) && !(type.equals("hidden") && isOfThePage(name))) {
            String value = values.get(Math.min(used.merge(name, 1, Integer::sum), values.size()) - 1);
            switch (control.normalName()) {
                case "input" -> changes.put("value", value);
                case "textarea" -> {
                    int from = control.sourceRange().endPos();
                    int to = page.html().indexOf("</textarea", from);
                    edits.add(new Edit(from, to, '\n' + PageSource.escaped(value)));
                }
                default -> choose(control, values);
            }
        }
        return changes;
    }

    static boolean isChosen(Element control) {
        return control.nameIs("input") && CHOSEN.contains(control.attr("type"));
    }

    /// Whether the typed value is not shown again: files, passwords and other secrets.
    static boolean isTypedAgain(Element control) {
        return NOT_FILLED.contains(control.attr("type")) || isSecret(control);
    }

    private static boolean isOpened(Element control) {
        return control.attr("name").equals(OpenedForm.NAME);
    }

    /// Whether the page's value stays, because it belongs to the current version or account.
    private boolean isOfThePage(String name) {
        return name.equals(FormMarks.FIELD)
                || name.equals(VERSION) && (versions != null || !typed.values().containsKey(OpenedForm.NAME));
    }

    private static boolean isSecret(Element control) {
        return control.attr("type").equals("password") || control.hasAttr(SECRET);
    }

    private void choose(Element select, List<String> values) {
        select.select("option").forEach(option -> {
            String value = PageSource.attribute(option, "value");
            boolean isChosen = values.contains(value == null ? option.text() : value);
            Map<String, @Nullable String> changes = new HashMap<>();
            changes.put("selected", isChosen ? "" : null);
            change(option, changes);
        });
    }

    /// Adds a message beside a field: after it, or after a label that encloses it.
    private void besides(Element control, String name, Map<String, @Nullable String> changes) {
        boolean isWrong = said.fields().containsKey(name);
        String sentence = isWrong ? said.fields().get(name) : typedAgain.contains(name) ? said.typeAgain() : null;
        if (sentence == null || control.attr("type").equals("hidden") || !saidBeside.add(name)) {
            return;
        }
        String id = name + "-salah";
        if (isWrong) {
            changes.put("aria-invalid", "true");
        }
        String described = PageSource.attribute(control, "aria-describedby");
        changes.put("aria-describedby", described == null ? id : described + ' ' + id);
        if (isWrong && !isFocused) {
            changes.put("autofocus", "");
            isFocused = true;
        }
        Element label = control.closest("label");
        insert(
                PageSource.end(label == null ? control : label),
                "<small class=\"field-error\" id=\"" + PageSource.escaped(id) + "\">" + PageSource.escaped(sentence)
                        + "</small>");
        openAround(control);
    }

    private void openAround(Element element) {
        element.parents().stream().filter(parent -> parent.nameIs("details")).forEach(details -> {
            Map<String, @Nullable String> changes = new HashMap<>();
            changes.put("open", "");
            change(details, changes);
        });
    }

    private void change(Element element, Map<String, @Nullable String> changes) {
        if (!changes.isEmpty()) {
            var tag = element.sourceRange();
            edits.add(new Edit(tag.startPos(), tag.endPos(), PageSource.tag(element, changes)));
        }
    }

    private void insert(int at, String text) {
        edits.add(new Edit(at, at, text));
    }

    /// The messages above the form, with those of fields that the page does not have.
    private String notice(List<Element> controls) {
        FormPages.Versions words = said.versions();
        List<String> sentences =
                new ArrayList<>(versions == null || words == null ? said.sentences() : List.of(words.text()));
        said.fields().entrySet().stream()
                .filter(field -> !saidBeside.contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> sentences.add(field.getValue()));
        boolean hasFiles = typed.hasFiles()
                && controls.stream().anyMatch(control -> control.attr("type").equals("file"));
        String kept = hasFiles || !typedAgain.isEmpty() ? said.keptBut() : said.kept();
        if (!typed.values().isEmpty() && !kept.isEmpty()) {
            sentences.add(kept);
        }
        if (hasFiles) {
            sentences.add(said.files());
        }
        var notice = new StringBuilder("<div class=\"notice ")
                .append(said.isProblem() ? "error\" role=\"alert\"" : "info\" role=\"status\"")
                .append(isFocused ? ">" : " tabindex=\"-1\" autofocus>");
        sentences.forEach(sentence ->
                notice.append("<p>").append(PageSource.escaped(sentence)).append("</p>"));
        if (versions != null && words != null) {
            notice.append(versions.table(words));
            if (typed.page() != null) {
                notice.append("<p><a href=\"")
                        .append(PageSource.escaped(typed.page()))
                        .append("\">")
                        .append(PageSource.escaped(words.theirs()))
                        .append("</a></p>");
            }
        }
        return notice.append("</div>").toString();
    }

    private String edited() {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparing(Edit::end));
        var html = new StringBuilder();
        int done = 0;
        for (Edit edit : edits) {
            if (edit.start() < done) {
                continue; // a second edit of the same place, such as a `details` element around both form and field
            }
            html.append(page.html(), done, edit.start()).append(edit.text());
            done = edit.end();
        }
        return html.append(page.html(), done, page.html().length()).toString();
    }
}
