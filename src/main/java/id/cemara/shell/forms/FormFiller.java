package id.cemara.shell.forms;

import id.cemara.shell.OwnAddresses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final PageTags page;
    private final TypedForm typed;
    private final FormPages.Said said;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> saidBeside = new HashSet<>();
    private final Set<String> typedAgain = new HashSet<>();
    private boolean isFocused;

    /// Compares versions when the edited thing changed meanwhile; otherwise null.
    private @Nullable FormVersions versions;

    private FormFiller(PageTags page, TypedForm typed, FormPages.Said said) {
        this.page = page;
        this.typed = typed;
        this.said = said;
    }

    private record Edit(int start, int end, String text) {}

    /// A form of the page.
    ///
    /// @param details the `details` elements around it
    private record Place(PageTags.Tag open, int close, List<PageTags.Tag> details) {}

    /// Fills in the page's form that is sent to the same address; empty when the page has none.
    static Optional<String> fill(String html, TypedForm typed, FormPages.Said said) {
        var filling = new FormFiller(PageTags.of(html), typed, said);
        return filling.place().map(filling::filled);
    }

    /// Chooses among several forms with the same address, as in a list, by the hidden fields that were
    /// sent.
    private Optional<Place> place() {
        List<Place> places = new ArrayList<>();
        Deque<PageTags.Tag> details = new ArrayDeque<>();
        for (PageTags.Tag tag : page.tags()) {
            switch (tag.name()) {
                case "details" -> {
                    if (tag.isClosing()) {
                        details.poll();
                    } else {
                        details.push(tag);
                    }
                }
                case "form" -> {
                    if (!tag.isClosing()) {
                        var place = new Place(tag, page.closing(tag), List.copyOf(details));
                        if (isSentThere(place)) {
                            places.add(place);
                        }
                    }
                }
                default -> {}
            }
        }
        return places.stream()
                .max(Comparator.comparingLong(this::hiddenAlike)
                        .thenComparing(place -> -place.open().start()));
    }

    private boolean isSentThere(Place place) {
        return "post".equalsIgnoreCase(place.open().attribute("method"))
                && (isAction(place.open().attribute("action"))
                        || controls(place).stream().anyMatch(control -> isAction(control.attribute("formaction"))));
    }

    private boolean isAction(@Nullable String address) {
        return address != null && OwnAddresses.path(address).equals(typed.action());
    }

    private long hiddenAlike(Place place) {
        return controls(place).stream()
                .filter(control -> "hidden".equals(control.attribute("type")))
                .filter(control -> typed.values()
                        .getOrDefault(String.valueOf(control.attribute("name")), List.of())
                        .contains(String.valueOf(control.attribute("value"))))
                .count();
    }

    private List<PageTags.Tag> controls(Place place) {
        String id = place.open().attribute("id");
        return page.tags().stream()
                .filter(tag -> !tag.isClosing()
                        && Set.of("input", "select", "textarea", "button").contains(tag.name()))
                .filter(tag -> {
                    String form = tag.attribute("form");
                    return form == null
                            ? place.open().end() <= tag.start() && tag.end() <= place.close()
                            : form.equals(id);
                })
                .toList();
    }

    private String filled(Place place) {
        List<PageTags.Tag> controls = controls(place);
        boolean isTyped = !typed.values().isEmpty();
        if (said.versions() != null && isTyped && controls.stream().anyMatch(FormFiller::isOpened)) {
            versions = new FormVersions(page, controls, typed.values());
        }
        for (PageTags.Tag control : controls) {
            String name = control.attribute("name");
            if (name != null && !control.name().equals("button")) {
                Map<String, @Nullable String> changes = isTyped ? changes(control, name) : new HashMap<>();
                besides(control, name, place, changes);
                if (!changes.isEmpty()) {
                    edits.add(new Edit(control.start(), control.end(), control.with(changes)));
                }
            }
        }
        place.details().forEach(this::open);
        edits.add(new Edit(place.open().end(), place.open().end(), notice(controls)));
        return edited();
    }

    /// The changed attributes of a field; null removes one.
    private Map<String, @Nullable String> changes(PageTags.Tag control, String name) {
        Map<String, @Nullable String> changes = new HashMap<>();
        List<String> values = typed.values().get(name);
        String type = String.valueOf(control.attribute("type"));
        if (versions != null && !isSecret(control) && (isOpened(control) || versions.isUntouched(name))) {
            return changes;
        }
        if (isChosen(control)) {
            String own = control.attribute("value");
            changes.put("checked", values != null && values.contains(own == null ? "on" : own) ? "" : null);
        } else if (values != null && isSecret(control)) {
            if (values.stream().anyMatch(value -> !value.isBlank())) {
                typedAgain.add(name);
            }
        } else if (values != null && !NOT_FILLED.contains(type) && !(type.equals("hidden") && isOfThePage(name))) {
            String value = values.get(Math.min(used.merge(name, 1, Integer::sum), values.size()) - 1);
            switch (control.name()) {
                case "input" -> changes.put("value", value);
                case "textarea" ->
                    edits.add(new Edit(control.end(), page.closing(control), '\n' + PageTags.escaped(value)));
                default -> choose(control, values);
            }
        }
        return changes;
    }

    static boolean isChosen(PageTags.Tag control) {
        return control.name().equals("input") && CHOSEN.contains(String.valueOf(control.attribute("type")));
    }

    /// Whether the typed value is not shown again: files, passwords and other secrets.
    static boolean isTypedAgain(PageTags.Tag control) {
        return NOT_FILLED.contains(String.valueOf(control.attribute("type"))) || isSecret(control);
    }

    private static boolean isOpened(PageTags.Tag control) {
        return OpenedForm.NAME.equals(control.attribute("name"));
    }

    /// Whether the page's value stays, because it belongs to the current version or account.
    private boolean isOfThePage(String name) {
        return name.equals(FormMarks.FIELD)
                || name.equals(VERSION) && (versions != null || !typed.values().containsKey(OpenedForm.NAME));
    }

    private static boolean isSecret(PageTags.Tag control) {
        return "password".equals(control.attribute("type")) || control.attribute(SECRET) != null;
    }

    private void choose(PageTags.Tag select, List<String> values) {
        page.inside(select, "option").forEach(option -> {
            String value = option.attribute("value");
            boolean isChosen = values.contains(value == null ? page.text(option).strip() : value);
            Map<String, @Nullable String> changes = new HashMap<>();
            changes.put("selected", isChosen ? "" : null);
            edits.add(new Edit(option.start(), option.end(), option.with(changes)));
        });
    }

    /// Adds a message beside a field: after it, or after a label that encloses it.
    private void besides(PageTags.Tag control, String name, Place place, Map<String, @Nullable String> changes) {
        boolean isWrong = said.fields().containsKey(name);
        String sentence = isWrong ? said.fields().get(name) : typedAgain.contains(name) ? said.typeAgain() : null;
        if (sentence == null || "hidden".equals(control.attribute("type")) || !saidBeside.add(name)) {
            return;
        }
        String id = name + "-salah";
        if (isWrong) {
            changes.put("aria-invalid", "true");
        }
        String described = control.attribute("aria-describedby");
        changes.put("aria-describedby", described == null ? id : described + ' ' + id);
        if (isWrong && !isFocused) {
            changes.put("autofocus", "");
            isFocused = true;
        }
        int after = control.name().equals("input") ? control.end() : page.afterClosing(control);
        int label = page.endOfLabelAround(control, place.open().end());
        edits.add(new Edit(
                Math.max(after, label),
                Math.max(after, label),
                "<small class=\"field-error\" id=\"" + PageTags.escaped(id) + "\">" + PageTags.escaped(sentence)
                        + "</small>"));
        page.detailsAround(control, place.open().end()).forEach(this::open);
    }

    private void open(PageTags.Tag details) {
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put("open", "");
        edits.add(new Edit(details.start(), details.end(), details.with(changes)));
    }

    /// The messages above the form, with those of fields that the page does not have.
    private String notice(List<PageTags.Tag> controls) {
        FormPages.Versions words = said.versions();
        List<String> sentences =
                new ArrayList<>(versions == null || words == null ? said.sentences() : List.of(words.text()));
        said.fields().entrySet().stream()
                .filter(field -> !saidBeside.contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> sentences.add(field.getValue()));
        boolean hasFiles =
                typed.hasFiles() && controls.stream().anyMatch(control -> "file".equals(control.attribute("type")));
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
                notice.append("<p>").append(PageTags.escaped(sentence)).append("</p>"));
        if (versions != null && words != null) {
            notice.append(versions.table(words));
            if (typed.page() != null) {
                notice.append("<p><a href=\"")
                        .append(PageTags.escaped(typed.page()))
                        .append("\">")
                        .append(PageTags.escaped(words.theirs()))
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
