package id.cemara.registry.duplicates;

import java.util.List;
import java.util.UUID;

/// Groups that a new or changed record may duplicate.
///
/// @param hits those in the actor's scope, highest score first
/// @param elsewhere how many more there are outside the actor's scope; nothing else about them is revealed
public record Candidates(List<Candidate> hits, int elsewhere) {

    public static final Candidates NONE = new Candidates(List.of(), 0);

    public Candidates {
        hits = List.copyOf(hits);
    }

    public boolean isEmpty() {
        return hits.isEmpty() && elsewhere == 0;
    }

    /// A possible duplicate.
    ///
    /// @param state its approval, or `deactivated`
    /// @param score the estimated probability that both are one group, 0.5 to 1
    public record Candidate(
            UUID group,
            String number,
            String slug,
            String name,
            String areaCode,
            String place,
            String state,
            double score,
            List<Reason> reasons) {

        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }
}
