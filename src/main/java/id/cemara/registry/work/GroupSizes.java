package id.cemara.registry.work;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How many members a group usually has. No rule sets a limit, so an unusual size is worth a word and never refused;
/// groups seen elsewhere have 6 to 15 members.
@Component
class GroupSizes {

    private final int smallest;
    private final int largest;

    GroupSizes(
            @Value("${cemara.group-size.smallest:5}") int smallest,
            @Value("${cemara.group-size.largest:30}") int largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    /// The tail of a message key; null when the size is usual.
    @Nullable
    String warning(int members) {
        if (members < smallest) {
            return "small";
        }
        return members > largest ? "large" : null;
    }
}
