package id.cemara.area;

import id.cemara.shared.AreaCode;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import org.jspecify.annotations.Nullable;

/// One page of the areas that a search found.
///
/// @param isFirst whether it is the first page
public record AreaSearch(Listing<Area> page, boolean isFirst) {

    private static final String SKIP = "\\d{1,6}";

    /// @param cursor from the previous page; null for the first
    /// @throws Refused if the cursor is malformed
    static AreaSearch of(Areas areas, String text, @Nullable AreaCode within, @Nullable String cursor, int size) {
        int skip = cursor == null ? 0 : skip(cursor);
        var found = areas.search(text, within, skip, size + 1);
        String next = Integer.toString(skip + size);
        return new AreaSearch(Listing.page(found, size, last -> Cursor.of(next).text()), skip == 0);
    }

    /// Whether this page has all results.
    public boolean isWhole() {
        return isFirst && page.next() == null;
    }

    private static int skip(String cursor) {
        String skip = Cursor.parse("cursor", cursor, 1).parts().getFirst();
        if (!skip.matches(SKIP)) {
            throw Refused.parameter("cursor", "cursor");
        }
        return Integer.parseInt(skip);
    }
}
