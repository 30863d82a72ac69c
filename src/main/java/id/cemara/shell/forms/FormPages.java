package id.cemara.shell.forms;

import id.cemara.shell.OwnAddresses;
import id.cemara.shell.PageRequest;
import id.cemara.shell.Texts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;

/// Shows a refused form again on its page, with the typed values and the messages. The page is requested
/// internally by GET, as the current actor, and the HTML is edited; modules need no code for it ([decision
/// 23](docs/decisions)).
///
/// The page is the one in the browser's Referer. Without it, the nearest page with that form is taken, at
/// the form's address or above it.
@Component
public class FormPages {

    private static final String PAGE = FormPages.class.getName() + ".page";
    private static final int MOST_ABOVE = 3;

    private final ObjectProvider<DispatcherServlet> dispatcher;
    private final OwnAddresses addresses;

    FormPages(ObjectProvider<DispatcherServlet> dispatcher, OwnAddresses addresses) {
        this.dispatcher = dispatcher;
        this.addresses = addresses;
    }

    /// The messages about a form.
    ///
    /// @param isProblem whether something must be corrected; false when the form may just be sent again
    /// @param sentences above the form
    /// @param fields sentences by field name, shown beside the field
    /// @param kept says that everything is filled in again
    /// @param keptBut says the same, except for fields to be typed or chosen again
    /// @param typeAgain beside a field that must be typed again
    /// @param files where files must be chosen again
    /// @param versions the texts around two versions; null when nobody else changed what the form edits
    public record Said(
            boolean isProblem,
            List<String> sentences,
            Map<String, String> fields,
            String kept,
            String keptBut,
            String typeAgain,
            String files,
            @Nullable Versions versions) {

        /// Messages in that language, without versions.
        public static Said of(boolean isProblem, List<String> sentences, Map<String, String> fields, Texts texts) {
            boolean saysWhatIsKept = !fields.isEmpty();
            return new Said(
                    isProblem,
                    sentences,
                    fields,
                    saysWhatIsKept ? texts.get("shell.field.kept") : "",
                    saysWhatIsKept ? texts.get("shell.field.kept-but") : "",
                    texts.get("shell.field.type-again"),
                    texts.get("shell.field.file-again"),
                    null);
        }

        /// The same messages with both versions, for a form whose object was changed by somebody else
        /// meanwhile.
        public Said with(Versions both) {
            return new Said(isProblem, sentences, fields, kept, keptBut, typeAgain, files, both);
        }

        public Said {
            sentences = List.copyOf(sentences);
            fields = Map.copyOf(fields);
        }
    }

    /// The texts around the stored and the typed version.
    ///
    /// @param text what happened and what to do
    /// @param untouched stands for a value that was not changed in the form
    /// @param theirs the link to the page as stored
    public record Versions(
            String text, String field, String stored, String typed, String untouched, String empty, String theirs) {

        public static Versions in(Texts texts) {
            return new Versions(
                    texts.get("shell.versions.text"),
                    texts.get("shell.versions.field"),
                    texts.get("shell.versions.stored"),
                    texts.get("shell.versions.typed"),
                    texts.get("shell.versions.untouched"),
                    texts.get("shell.versions.empty"),
                    texts.get("shell.versions.theirs"));
        }
    }

    /// Names the page of this request's form, where neither the Referer nor the form's address tells.
    public static void standsOn(HttpServletRequest request, String page) {
        request.setAttribute(PAGE, page);
    }

    /// The page with the form filled in; empty when no page shows such a form to the current actor.
    public Optional<String> filled(
            TypedForm form, Said said, HttpServletRequest request, HttpServletResponse response) {
        for (String page : candidates(form, request)) {
            Optional<String> filled =
                    read(page, request, response).flatMap(html -> FormFiller.fill(html, form.on(page), said));
            if (filled.isPresent()) {
                return filled;
            }
        }
        return Optional.empty();
    }

    private List<String> candidates(TypedForm form, HttpServletRequest request) {
        SequencedSet<String> pages = new LinkedHashSet<>();
        if (form.page() != null) {
            pages.add(form.page());
        }
        if (request.getAttribute(PAGE) instanceof String page) {
            pages.add(page);
        }
        String path = form.action();
        for (int i = 0; i <= MOST_ABOVE && !path.isEmpty(); i++) {
            pages.add(path);
            pages.add(path + "/baru");
            path = OwnAddresses.above(path);
        }
        // A form of a public page was sent without a log-in: the work space's pages are no candidates.
        boolean isWork = isWork(form.action());
        return pages.stream()
                .filter(page -> isWork || !isWork(page))
                .filter(addresses::isPage)
                .toList();
    }

    public static boolean isWork(String address) {
        String path = OwnAddresses.path(address);
        return path.equals("/kerja") || path.startsWith("/kerja/");
    }

    private Optional<String> read(String page, HttpServletRequest request, HttpServletResponse response) {
        var answer = new PageAnswer(response);
        try {
            dispatcher.getObject().service(new PageRequest(request, page), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            return Optional.empty();
        }
        return answer.html();
    }
}
