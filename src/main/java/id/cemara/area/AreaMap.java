package id.cemara.area;

import java.util.List;

/// A drawn map: shapes and pins in pixel coordinates of a view box that starts at 0,0; x grows to the east, y to the
/// south. Neighbours share exactly the same border points, so shapes filled side by side leave no gap.
/// The open sea before a far island (Enggano) may be drawn shorter: do not measure across it.
///
/// @param width width of the view box in pixels
/// @param height height of the view box in pixels
/// @param shapes areas sorted by code
/// @param pins places sorted by code, all inside the view box
public record AreaMap(int width, int height, List<Shape> shapes, List<Pin> pins) {

    public AreaMap {
        shapes = List.copyOf(shapes);
        pins = List.copyOf(pins);
    }

    /// An area as drawn.
    ///
    /// @param code Kemendagri code, such as `17.07`
    /// @param name name with its kind, such as *Kabupaten Lebong*
    /// @param path the `d` of an SVG path: one closed line per island, holes wound the other way
    /// @param labelX x, in pixels, of the point in the largest island that is farthest from its border
    /// @param labelY y of that point, in pixels
    public record Shape(String code, String name, String path, double labelX, double labelY) {}

    /// A place as drawn.
    ///
    /// @param code Kemendagri code of the kecamatan or village
    /// @param name its name, without its kind
    /// @param x pixels from the left
    /// @param y pixels from the top
    public record Pin(String code, String name, double x, double y) {}
}
