package id.cemara.registry.duplicates;

import java.util.Optional;
import java.util.UUID;

/// A merge and its case.
///
/// @param found the case, whose page offers the reversal; empty for a merge through the API without a case
public record MergeWithCase(Merge merge, Optional<UUID> found) {

    /// The case's URL; empty without a case.
    public String address() {
        return found.map(id -> "/kerja/ganda/" + id).orElse("");
    }
}
