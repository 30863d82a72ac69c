package id.cemara.shell;

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

/// Shows a form again on the page it stood on, with what was typed and what there is to say about it. The page is asked
/// for as its reader would ask, as whoever acts now, and written into; so it needs nothing from the module that owns
/// it, and every form that is refused comes back in the same way ([decision 23](docs/decisions)).
///
/// The page is the one the browser came from. A browser that does not say so gets the nearest page, at the form's own
/// address or above it, that has such a form.
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

    /// What there is to say about a form.
    ///
    /// @param isProblem whether it must be mended, or may just be sent again
    /// @param sentences above the form
    /// @param fields sentences by the name of the field they stand beside
    /// @param kept what is said of all that was filled in again
    /// @param keptBut the same where something must be typed or chosen again
    /// @param typeAgain what is said beside a field that must be typed again
    /// @param files what is said where files must be chosen again
    /// @param versions how both versions are told; null when nobody else has changed what the form edits
    public record Said(
            boolean isProblem,
            List<String> sentences,
            Map<String, String> fields,
            String kept,
            String keptBut,
            String typeAgain,
            String files,
            @Nullable Versions versions) {

        /// What was refused, or is offered again, with what there is to say about it in that language.
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

        /// The same about a form that edits what somebody else has changed meanwhile.
        Said with(Versions both) {
            return new Said(isProblem, sentences, fields, kept, keptBut, typeAgain, files, both);
        }

        public Said {
            sentences = List.copyOf(sentences);
            fields = Map.copyOf(fields);
        }
    }

    /// The words around what is stored now and what was typed.
    ///
    /// @param text what happened and what to do
    /// @param untouched in place of a value that was not changed in the form
    /// @param theirs of the way to the page as it is stored
    public record Versions(
            String text, String field, String stored, String typed, String untouched, String empty, String theirs) {

        static Versions in(Texts texts) {
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

    /// Says where the form of this request stands when the browser does not, and its address does not tell.
    public static void standsOn(HttpServletRequest request, String page) {
        request.setAttribute(PAGE, page);
    }

    /// The page with the form, filled in; empty when no page shows such a form to whoever acts.
    public Optional<String> filled(
            TypedForm form, Said said, HttpServletRequest request, HttpServletResponse response) {
        for (String page : candidates(form, request)) {
            Optional<String> filled =
                    read(page, request, response).flatMap(html -> FormFilling.fill(html, form.on(page), said));
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
        // Who may send a form of a public page has not been asked for a log-in.
        boolean isWork = isWork(form.action());
        return pages.stream()
                .filter(page -> isWork || !isWork(page))
                .filter(addresses::isPage)
                .toList();
    }

    static boolean isWork(String address) {
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
