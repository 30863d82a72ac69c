package id.cemara.registry.duplicates;

import java.util.List;
import java.util.UUID;

/// The groups that something new may be the same as.
///
/// @param hits those the actor answers for, the likeliest first
/// @param elsewhere how many more there are in areas of others; nothing else is told about them
public record Candidates(List<Hit> hits, int elsewhere) {

    /// Nothing to look at twice.
    public static final Candidates NONE = new Candidates(List.of(), 0);

    public Candidates {
        hits = List.copyOf(hits);
    }

    /// Whether there is nothing to look at twice.
    public boolean isEmpty() {
        return hits.isEmpty() && elsewhere == 0;
    }

    /// A group it may be.
    ///
    /// @param state its approval, or deactivated
    /// @param score the chance that they are one, 0.5 to 1
    public record Hit(
            UUID group,
            String number,
            String slug,
            String name,
            String areaCode,
            String place,
            String state,
            double score,
            List<Reason> reasons) {

        public Hit {
            reasons = List.copyOf(reasons);
        }
    }
}
