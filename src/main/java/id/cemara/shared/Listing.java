package id.cemara.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, the shape of every list in the API.
///
/// @param items at most [#MAX_SIZE]
/// @param next the cursor of the next page; null on the last page
public record Listing<T>(List<T> items, @Nullable String next) {

    /// The maximum number of items.
    public static final int MAX_SIZE = 100;

    public Listing {
        items = List.copyOf(items);
    }

    /// The same page of something else.
    public <R> Listing<R> map(Function<T, R> mapper) {
        return new Listing<>(items.stream().map(mapper).toList(), next);
    }

    /// Makes a page from the rows of a query with a limit of `size` + 1, whose extra row shows that the
    /// list continues.
    ///
    /// @param found at most `size` + 1 rows, in list order
    /// @param cursor makes the cursor that continues after a row
    public static <T> Listing<T> page(List<T> found, int size, Function<T, String> cursor) {
        return found.size() <= size
                ? new Listing<>(found, null)
                : new Listing<>(found.subList(0, size), cursor.apply(found.get(size - 1)));
    }
}
