package id.cemara.registry.duplicates;

import id.cemara.registry.GroupChanged;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Updates the duplicate cases of a changed group in the transaction of the change, so the next page is up
/// to date. Imports and merges change many groups at once and update the cases themselves.
@Component
record DuplicateCaseListener(Duplicates duplicates) {

    @EventListener
    void on(GroupChanged changed) {
        duplicates.note(List.of(changed.id()));
    }
}
