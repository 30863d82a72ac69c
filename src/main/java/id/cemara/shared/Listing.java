package id.cemara.shared;

import java.util.List;
import java.util.function.Function;
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

    /// A page of what a query found that asked for one row more than fits, to know whether the list goes on.
    ///
    /// @param found at most `size` + 1 rows, in the order of the list
    /// @param cursor where the list goes on behind that row
    public static <T> Listing<T> page(List<T> found, int size, Function<T, String> cursor) {
        return found.size() <= size
                ? new Listing<>(found, null)
                : new Listing<>(found.subList(0, size), cursor.apply(found.get(size - 1)));
    }
}
