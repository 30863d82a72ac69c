package id.cemara.area;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;

/// The widest band of latitude without any land, between a mainland and a far island, such as between Bengkulu Utara
/// and Enggano. A tall map may shorten it, so that both are large enough to read.
///
/// @param north latitude of its upper edge, in degrees
/// @param south latitude of its lower edge, in degrees
record OpenSea(double north, double south) {

    /// The widest band between the islands of these areas; height 0 if there is none.
    static OpenSea between(Collection<Outline> outlines) {
        var fromNorth = outlines.stream()
                .map(Outline::islands)
                .flatMap(islands ->
                        IntStream.range(0, islands.getNumGeometries()).mapToObj(islands::getGeometryN))
                .map(island -> island.getEnvelopeInternal())
                .sorted(Comparator.comparingDouble(Envelope::getMaxY).reversed())
                .toList();
        double reached = fromNorth.getFirst().getMaxY();
        var widest = new OpenSea(reached, reached);
        for (var island : fromNorth) {
            if (reached - island.getMaxY() > widest.height()) {
                widest = new OpenSea(reached, island.getMaxY());
            }
            reached = Math.min(reached, island.getMinY());
        }
        return widest;
    }

    /// Degrees of latitude from edge to edge.
    double height() {
        return north - south;
    }
}
