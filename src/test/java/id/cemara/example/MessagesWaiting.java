package id.cemara.example;

import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Shows the number of unanswered messages as a task.
@Component
@Profile("example")
class MessagesWaiting implements Todo {

    private final GroupMessages messages;
    private final Frames frames;

    MessagesWaiting(GroupMessages messages, Frames frames) {
        this.messages = messages;
        this.frames = frames;
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public List<Item> items() {
        long waiting = messages.countWaiting();
        return waiting == 0
                ? List.of()
                : List.of(new Item(frames.current().t("example.todo", waiting), "/kerja/contoh"));
    }
}
