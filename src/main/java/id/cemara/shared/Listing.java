package id.cemara.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list, in the shape every list of the API has.
///
/// @param items what is on this page, at most [#MAX_SIZE]
/// @param next where the list goes on; null at its end
public record Listing<T>(List<T> items, @Nullable String next) {

    /// The most items a page may hold.
    public static final int MAX_SIZE = 100;

    public Listing {
        items = List.copyOf(items);
    }
}
