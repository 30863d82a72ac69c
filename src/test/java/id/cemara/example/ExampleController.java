package id.cemara.example;

import gg.jte.Content;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import id.cemara.shell.NavItem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages `/contoh`, `/contoh/{slug}` and `/kerja/contoh`.
@Controller
@Profile("example")
class ExampleController {

    private final KnownGroups groups;
    private final GroupMessages messages;
    private final Frames frames;

    ExampleController(KnownGroups groups, GroupMessages messages, Frames frames) {
        this.groups = groups;
        this.messages = messages;
        this.frames = frames;
    }

    @Bean
    @Profile("example")
    static NavItem exampleNavItem() {
        return new NavItem(900, "/contoh", "example.nav");
    }

    @GetMapping("/contoh")
    String groups(Model model) {
        Frame frame = frames.current();
        return page(
                "example.title",
                ExampleHtml.groups(
                        frame, groups.page(null, Listing.MAX_SIZE, null).items()),
                model);
    }

    @GetMapping("/contoh/{slug}")
    String form(@PathVariable String slug, Model model) {
        return form(slug, UUID.randomUUID(), "", null, model);
    }

    /// Shows a refused message again, with the reason beside the field.
    @PostMapping("/contoh/{slug}")
    String send(
            @PathVariable String slug,
            @RequestParam UUID id,
            @RequestParam(defaultValue = "") String text,
            Model model,
            HttpServletResponse response) {
        try {
            messages.send(id, slug, text);
        } catch (Refused refused) {
            if (!(refused.problem() instanceof MessageProblem problem)) {
                throw refused;
            }
            response.setStatus(problem.status());
            String sentence = frames.current().t(problem);
            return form(slug, id, text, sentence, model);
        }
        return "redirect:/contoh/terkirim/" + slug;
    }

    @GetMapping("/contoh/terkirim/{slug}")
    String sent(@PathVariable String slug, Model model) {
        return page("example.title", ExampleHtml.sent(frames.current()), model);
    }

    @GetMapping("/kerja/contoh")
    String waiting(Model model) {
        return page(
                "example.work.title", ExampleHtml.waiting(frames.current(), messages.waiting(Listing.MAX_SIZE)), model);
    }

    @PostMapping("/kerja/contoh/{id}/jawaban")
    String answer(@PathVariable UUID id, @RequestParam(defaultValue = "") String text) {
        messages.answer(id, text);
        return "redirect:/kerja/contoh";
    }

    private String form(String slug, UUID id, String typed, @Nullable String problem, Model model) {
        KnownGroup group = groups.bySlug(slug).orElseThrow(Refused::notFound);
        return page("example.title", ExampleHtml.form(frames.current(), group, id, typed, problem), model);
    }

    private String page(String titleKey, Content content, Model model) {
        model.addAttribute("title", frames.current().t(titleKey));
        model.addAttribute("content", content);
        return "shell/layout";
    }
}
