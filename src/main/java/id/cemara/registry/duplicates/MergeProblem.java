package id.cemara.registry.duplicates;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Map;

/// Why groups are not merged, or a merge is not undone.
public sealed interface MergeProblem extends Problem {

    /// Sent again with a confirmation it is saved.
    record MaybeDuplicate(Candidates candidates) implements MergeProblem {

        @Override
        public List<Object> arguments() {
            return List.of(candidates.hits().size() + candidates.elsewhere());
        }

        @Override
        public Map<String, Object> members() {
            List<Map<String, Object>> hits = candidates.hits().stream()
                    .map(hit -> Map.<String, Object>of(
                            "number", hit.number(),
                            "name", hit.name(),
                            "place", hit.place(),
                            "score", hit.score(),
                            "reasons", hit.reasons()))
                    .toList();
            return Map.of("candidates", hits, "elsewhere", candidates.elsewhere());
        }
    }

    @Status(422)
    record MergeSameGroup() implements MergeProblem {}

    record MergeNotActive(@Extension String number) implements MergeProblem {}

    /// Past figures would lose the days on which only `from` was counted.
    ///
    /// @param into number of the group that goes on
    /// @param from number of the other
    record MergeCountedLater(String into, String from) implements MergeProblem {}

    /// Another person decided the case or undid the merge.
    record MergeAlreadyDecided() implements MergeProblem {}

    /// Undoing the merge would lose later changes.
    ///
    /// @param first of the conflicts
    /// @param conflicts kinds of data, such as members or photos; modules above add theirs by their
    /// [id.cemara.registry.ties.GroupTies]
    record MergeChangedSince(
            @Localized("registry.merge.conflict") String first,
            @Extension List<String> conflicts) implements MergeProblem {}
}
