package id.cemara.registry.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Warns about an unusual number of members. No regulation sets a limit, so it never refuses; groups
/// observed elsewhere have 6 to 15 members. Both bounds are configuration.
@Component
class GroupSizeWarning {

    private final int smallest;
    private final int largest;

    GroupSizeWarning(
            @Value("${cemara.group-size.smallest:5}") int smallest,
            @Value("${cemara.group-size.largest:30}") int largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    /// A suffix of a message key; null if the size is usual.
    @Nullable
    String warning(int members) {
        if (members < smallest) {
            return "small";
        }
        return members > largest ? "large" : null;
    }
}
