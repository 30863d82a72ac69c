package id.cemara.example;

import static id.cemara.registry.ties.GroupTie.derived;
import static id.cemara.registry.ties.GroupTie.stays;

import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// A merge moves no messages: they stay with the record they were sent to.
@Component
@Profile("example")
class MessagesOfMergedGroups implements GroupTies {

    @Override
    public List<GroupTie> ties() {
        return List.of(
                derived("example.known_groups", "the module's copy of groups"),
                stays("example.messages", "what was said to that record"),
                stays("example.messages_received", "what was counted for that record"));
    }

    @Override
    public void merge(GroupMerge merge) {}

    @Override
    public List<String> conflicts(GroupMerge merge) {
        return List.of();
    }

    @Override
    public void undo(GroupMerge merge) {}
}
