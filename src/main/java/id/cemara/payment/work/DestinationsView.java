package id.cemara.payment.work;

import java.util.List;
import java.util.Optional;

/// The destinations of a group as its page shows them.
///
/// @param all what counts, what waits and what was
public record DestinationsView(List<Destination> all) {

    public DestinationsView {
        all = List.copyOf(all);
    }

    /// The kinds in the order they are shown.
    public List<DestinationKind> kinds() {
        return List.of(DestinationKind.values());
    }

    /// What counts of a kind.
    public Optional<Destination> verified(DestinationKind kind) {
        return in(kind, DestinationState.VERIFIED);
    }

    /// What waits of a kind.
    public Optional<Destination> waiting(DestinationKind kind) {
        return in(kind, DestinationState.WAITING);
    }

    /// What neither counts nor waits, the newest first.
    public List<Destination> history() {
        return all.stream().filter(destination -> !destination.isCurrent()).toList();
    }

    private Optional<Destination> in(DestinationKind kind, DestinationState state) {
        return all.stream()
                .filter(destination -> destination.kind() == kind && destination.state() == state)
                .findFirst();
    }
}
