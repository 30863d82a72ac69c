package id.cemara.area;

import java.util.List;

/// The page `/wilayah/{code}`, for sections of modules above.
///
/// @param area the area the page is about
/// @param children the areas right inside it, in the order of their codes
public record AreaPage(Area area, List<Area> children) {

    public AreaPage {
        children = List.copyOf(children);
    }
}
