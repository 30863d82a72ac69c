package id.cemara.shell;

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

/// Writes into one of our pages what was typed into a form of it, and what is said about that.
final class FormFilling {

    /// What these hold is not for a page: passwords are typed again, files are chosen again. A field may say so itself.
    private static final Set<String> NOT_FILLED = Set.of("password", "file", "submit", "button", "image", "reset");

    private static final String SECRET = "data-secret";

    private static final Set<String> CHOSEN = Set.of("checkbox", "radio");

    /// Which state of a thing a form was made for. The page shows the state of now, so its own stays. A form that
    /// edits the thing holds what was typed for the state it was opened in, and goes on saying so.
    private static final String VERSION = "version";

    private final PageTags page;
    private final TypedForm typed;
    private final FormPages.Said said;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> saidBeside = new HashSet<>();
    private final Set<String> typedAgain = new HashSet<>();
    private boolean isFocused;

    /// Of a form that edits what was changed meanwhile; null of every other.
    private @Nullable FormVersions versions;

    private FormFilling(PageTags page, TypedForm typed, FormPages.Said said) {
        this.page = page;
        this.typed = typed;
        this.said = said;
    }

    private record Edit(int start, int end, String text) {}

    /// A form of the page.
    ///
    /// @param details the places that are folded around it
    private record Place(PageTags.Tag open, int close, List<PageTags.Tag> details) {}

    /// The page with its form filled in; empty when it has no form that is sent to that address.
    static Optional<String> fill(String html, TypedForm typed, FormPages.Said said) {
        var filling = new FormFilling(PageTags.of(html), typed, said);
        return filling.place().map(filling::filled);
    }

    /// Of several forms for one address, such as those of a list, the one whose hidden fields were sent.
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
        if (said.versions() != null && isTyped && controls.stream().anyMatch(FormFilling::isOpened)) {
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

    /// What changes in the tag of a field; null takes an attribute away.
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

    /// Whether what was typed does not come back: files, passwords, and numbers that are not for a page.
    static boolean isTypedAgain(PageTags.Tag control) {
        return NOT_FILLED.contains(String.valueOf(control.attribute("type"))) || isSecret(control);
    }

    private static boolean isOpened(PageTags.Tag control) {
        return OpenedForm.NAME.equals(control.attribute("name"));
    }

    /// Whether the page says so for the state and the account of now.
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

    /// What is said beside a field: after it, or after the label that is written around it.
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

    /// What is said above the form; of fields that the page does not have, here.
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
                continue; // the same place twice, such as a fold around the form and around its field
            }
            html.append(page.html(), done, edit.start()).append(edit.text());
            done = edit.end();
        }
        return html.append(page.html(), done, page.html().length()).toString();
    }
}
