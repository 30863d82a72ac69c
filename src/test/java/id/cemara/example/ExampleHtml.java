package id.cemara.example;

import gg.jte.Content;
import id.cemara.shell.Frame;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// HTML that a real module renders from templates in `src/main/jte/<module>`; templates are not compiled
/// for tests.
final class ExampleHtml {

    private ExampleHtml() {}

    static Content groups(Frame frame, List<KnownGroup> groups) {
        String items = groups.stream()
                .map(group ->
                        "<li><a href=\"/contoh/%s\">%s</a></li>".formatted(text(group.slug()), text(group.name())))
                .collect(Collectors.joining("\n"));
        return page(
                frame.t("example.title"),
                "<p class=\"lead\">%s</p>\n<ul>%s</ul>"
                        .formatted(
                                text(frame.t("example.lead")),
                                items.isEmpty() ? "<li>" + text(frame.t("example.none")) + "</li>" : items));
    }

    /// @param id of the message, generated with the form so that sending it twice is idempotent
    /// @param typed the typed text
    /// @param problem why it was refused; null on the first display
    static Content form(Frame frame, KnownGroup group, UUID id, String typed, @Nullable String problem) {
        return page(frame.t("example.write", group.name()), """
                <form method="post" action="/contoh/%s">
                  <input type="hidden" name="id" value="%s">
                  <div class="field"><label for="pesan">%s</label>
                  <textarea id="pesan" name="text" required maxlength="1000"%s>%s</textarea>%s</div>
                  <button type="submit">%s</button>
                </form>
                """.formatted(
                        text(group.slug()),
                        id,
                        text(frame.t("example.text")),
                        problem == null ? "" : " aria-invalid=\"true\" aria-describedby=\"pesan-bantu\"",
                        text(typed),
                        problem == null ? "" : "<small id=\"pesan-bantu\">" + text(problem) + "</small>",
                        text(frame.t("example.send"))));
    }

    static Content sent(Frame frame) {
        return page(frame.t("example.title"), "<p>" + text(frame.t("example.sent")) + "</p>");
    }

    static Content waiting(Frame frame, List<Message> messages) {
        String items = messages.stream()
                .map(message -> """
                        <li><p><strong>%s</strong>, %s</p><p>%s</p>
                        <form method="post" action="/kerja/contoh/%s/jawaban">
                        <label>%s <textarea name="text" required maxlength="1000"></textarea></label>
                        <button type="submit">%s</button></form></li>
                        """.formatted(
                                text(message.groupName()),
                                text(frame.texts().date(message.sentOn())),
                                text(message.text()),
                                message.id(),
                                text(frame.t("example.answer")),
                                text(frame.t("example.send"))))
                .collect(Collectors.joining());
        return page(
                frame.t("example.work.title"),
                items.isEmpty() ? "<p>" + text(frame.t("example.work.none")) + "</p>" : "<ul>" + items + "</ul>");
    }

    static Content section(Frame frame, String slug, String name, long received) {
        return raw("""
                <section class="page-section" aria-labelledby="contoh">
                  <h2 id="contoh">%s</h2>
                  <p>%s</p>
                  <p><a class="button quiet" href="/contoh/%s">%s</a></p>
                </section>
                """.formatted(
                        text(frame.t("example.nav")),
                        text(frame.t("example.received", received)),
                        text(slug),
                        text(frame.t("example.write", name))));
    }

    private static Content page(String title, String body) {
        return raw("<div class=\"wrap\">\n<div class=\"page-head\"><h1>%s</h1></div>\n%s\n</div>"
                .formatted(text(title), body));
    }

    private static Content raw(String html) {
        return output -> output.writeContent(html);
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
