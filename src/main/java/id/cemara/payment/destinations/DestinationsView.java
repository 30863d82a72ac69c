package id.cemara.payment.destinations;

import java.util.List;
import java.util.Optional;

/// A group's destinations for its page.
///
/// @param all verified, waiting and earlier ones
public record DestinationsView(List<Destination> all) {

    public DestinationsView {
        all = List.copyOf(all);
    }

    /// The kinds in display order.
    public List<DestinationKind> kinds() {
        return List.of(DestinationKind.values());
    }

    /// The verified destination of a kind.
    public Optional<Destination> verified(DestinationKind kind) {
        return in(kind, DestinationState.VERIFIED);
    }

    /// The waiting destination of a kind.
    public Optional<Destination> waiting(DestinationKind kind) {
        return in(kind, DestinationState.WAITING);
    }

    /// The key of the state in which the group's destination of that kind is.
    public String state(DestinationKind kind) {
        return verified(kind).isPresent() ? "verified" : waiting(kind).isPresent() ? "waiting" : "missing";
    }

    public boolean isMissing(DestinationKind kind) {
        return verified(kind).isEmpty() && waiting(kind).isEmpty();
    }

    /// Whether a newer one waits beside the verified one.
    public boolean isBeingReplaced(DestinationKind kind) {
        return verified(kind).isPresent() && waiting(kind).isPresent();
    }

    /// Earlier destinations, newest first.
    public List<Destination> history() {
        return all.stream().filter(destination -> !destination.isCurrent()).toList();
    }

    private Optional<Destination> in(DestinationKind kind, DestinationState state) {
        return all.stream()
                .filter(destination -> destination.kind() == kind && destination.state() == state)
                .findFirst();
    }
}
