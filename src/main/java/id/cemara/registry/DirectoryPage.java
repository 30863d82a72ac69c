package id.cemara.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of the directory.
///
/// @param groups what is on it
/// @param previous the cursor of the page before; null on the first
/// @param next the cursor of the page after; null on the last
/// @param correctedText the words searched for where the typed ones found too little; null when they are the typed ones
public record DirectoryPage(
        List<GroupSummary> groups,
        @Nullable String previous,
        @Nullable String next,
        @Nullable String correctedText) {

    public DirectoryPage {
        groups = List.copyOf(groups);
    }
}
