package id.cemara.area;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The widest band of latitude without any land, between a mainland and a far island, such as between Bengkulu Utara
/// and Enggano. A tall map may shorten it, so that both are large enough to read.
///
/// @param north latitude of its upper edge, in degrees
/// @param south latitude of its lower edge, in degrees
record OpenSea(double north, double south) {

    /// North and south end of one island, in degrees.
    private record Span(double north, double south) {}

    /// The widest band between the islands of these areas; height 0 if there is none.
    static OpenSea between(Collection<Outline> outlines) {
        var spans = outlines.stream()
                .flatMap(outline -> outline.rings().stream())
                .map(OpenSea::span)
                .sorted(Comparator.comparingDouble(Span::north).reversed())
                .toList();
        return widest(spans);
    }

    /// Degrees of latitude from edge to edge.
    double height() {
        return north - south;
    }

    private static OpenSea widest(List<Span> fromNorth) {
        double reached = fromNorth.getFirst().north();
        var widest = new OpenSea(reached, reached);
        for (var span : fromNorth) {
            if (reached - span.north() > widest.height()) {
                widest = new OpenSea(reached, span.north());
            }
            reached = Math.min(reached, span.south());
        }
        return widest;
    }

    private static Span span(double[] ring) {
        double north = ring[1], south = ring[1];
        for (int i = 3; i < ring.length; i += 2) {
            north = Math.max(north, ring[i]);
            south = Math.min(south, ring[i]);
        }
        return new Span(north, south);
    }
}
