package id.cemara.shell;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Collects a page's sections from the modules and renders their templates.
@Component
public class Sections {

    private final ObjectProvider<PageSection<?>> sections;
    private final TemplateEngine templates;
    private final Frames frames;

    Sections(ObjectProvider<PageSection<?>> sections, TemplateEngine templates, Frames frames) {
        this.sections = sections;
        this.templates = templates;
        this.frames = frames;
    }

    /// The sections of that page in display order.
    public <P> List<Content> of(P page) {
        return sections.stream()
                .filter(section -> section.page().isInstance(page))
                .sorted(Comparator.comparingInt(PageSection::order))
                .flatMap(section -> render(section, page))
                .toList();
    }

    /// Renders a template with these parameters and the `frame`.
    Content render(String template, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frames.current());
        return output -> templates.render(template + ".jte", all, output);
    }

    @SuppressWarnings("unchecked") // the filter above compared the classes
    private <P> Stream<Content> render(PageSection<?> section, P page) {
        Optional<Content> content = ((PageSection<P>) section).render(page, this);
        return content.stream();
    }
}
