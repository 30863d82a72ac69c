package id.cemara.example;

import gg.jte.Content;
import id.cemara.registry.GroupPage;
import id.cemara.shell.Frames;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// A link to write to the group, on the group's page.
@Component
@Profile("example")
class MessagesSection implements PageSection<GroupPage> {

    private final GroupMessages messages;
    private final Frames frames;

    MessagesSection(GroupMessages messages, Frames frames) {
        this.messages = messages;
        this.frames = frames;
    }

    @Override
    public Class<GroupPage> page() {
        return GroupPage.class;
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public Optional<Content> render(GroupPage page, Sections sections) {
        var group = page.group();
        return Optional.of(ExampleHtml.section(
                frames.current(),
                group.slug(),
                group.name(),
                messages.countReceived(group.id().value())));
    }
}
