package id.cemara.area;

import java.util.List;

/// Contribution point for the page `/wilayah/{code}`: modules above add sections.
///
/// @param children its direct children by code
public record AreaPage(Area area, List<Area> children) {

    public AreaPage {
        children = List.copyOf(children);
    }
}
