package id.cemara.registry.duplicates;

import id.cemara.registry.GroupChanged;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps the cases of a group as they are now whatever changed it: a form, a move, a change that was taken back. In the
/// transaction of the change, so that the next page says what is true. Imports and merges change many at once and
/// have their cases noted themselves.
@Component
class CasesOfChangedGroups {

    private final Duplicates duplicates;

    CasesOfChangedGroups(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @EventListener
    void on(GroupChanged changed) {
        duplicates.note(List.of(changed.id()));
    }
}
