package id.cemara.registry.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of the directory.
///
/// @param previous the cursor of the previous page; null on the first
/// @param next the cursor of the next page; null on the last
/// @param correctedText the words searched for if the typed ones matched nothing; null if they are the typed
/// ones
public record DirectoryPage(
        List<GroupSummary> groups,
        @Nullable String previous,
        @Nullable String next,
        @Nullable String correctedText) {

    public DirectoryPage {
        groups = List.copyOf(groups);
    }
}
