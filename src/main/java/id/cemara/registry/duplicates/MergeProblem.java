package id.cemara.registry.duplicates;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.MessageKey;
import java.util.List;
import java.util.Map;

/// Why groups are not merged, or a merge is not undone.
public sealed interface MergeProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// What is to be saved may be there already; sent again as confirmed it is saved.
    ///
    /// @param candidates what it may be the same as
    record MaybeDuplicate(Candidates candidates) implements MergeProblem {

        @Override
        public String code() {
            return "maybe-duplicate";
        }

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

    /// A group cannot be merged into itself.
    record SameGroup() implements MergeProblem {

        @Override
        public String code() {
            return "merge-same-group";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /// One of the two is not active any more.
    ///
    /// @param number the group
    record GroupNotActive(String number) implements MergeProblem {

        @Override
        public String code() {
            return "merge-not-active";
        }

        @Override
        public List<Object> arguments() {
            return List.of(number);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("number", number);
        }
    }

    /// The group that goes on was not counted on every day on which the other was, so that past figures would lose it.
    ///
    /// @param into the number of the group that goes on
    /// @param from the number of the other
    record CountedLater(String into, String from) implements MergeProblem {

        @Override
        public String code() {
            return "merge-counted-later";
        }

        @Override
        public List<Object> arguments() {
            return List.of(into, from);
        }
    }

    /// The case was decided, or the merge undone, by somebody else.
    record AlreadyDecided() implements MergeProblem {

        @Override
        public String code() {
            return "merge-already-decided";
        }
    }

    /// Something was changed after the merge that undoing it would lose.
    ///
    /// @param first the first kind of what was changed
    /// @param conflicts all kinds: groups, members, families, officers, contact, verifications, photos, and
    /// what modules above name in their [id.cemara.registry.GroupTies]
    record ChangedSince(String first, List<String> conflicts) implements MergeProblem {

        public ChangedSince {
            conflicts = List.copyOf(conflicts);
        }

        @Override
        public String code() {
            return "merge-changed-since";
        }

        @Override
        public List<Object> arguments() {
            return List.of(new MessageKey("registry.merge.conflict." + first));
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("conflicts", conflicts);
        }
    }
}
