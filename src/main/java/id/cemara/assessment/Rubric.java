package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The criteria of an assessment, and how points lead to a stage.
///
/// @param key in the API
/// @param version ascending
/// @param isOfficial whether an office adopted it; otherwise every page labels it an example
/// @param developingFrom minimum score, 0 to 100, for berkembang
/// @param independentFrom minimum score, 0 to 100, for mandiri
/// @param criteria in the order they are asked
public record Rubric(
        String key,
        int version,
        Criterion.BilingualText name,
        boolean isOfficial,
        int developingFrom,
        int independentFrom,
        List<Criterion> criteria) {

    public Rubric {
        criteria = List.copyOf(criteria);
    }

    /// Computes the score: the weighted share of the maximum points, 0 to 100, rounded half up. The stage is
    /// the highest one whose minimum score and minimum points per criterion are reached; gaps are those to
    /// the next stage.
    ///
    /// @param points for every criterion, 0 to [Criterion#MOST_POINTS]
    /// @throws IllegalArgumentException if a criterion has no or impossible points
    public Verdict judge(Map<String, Integer> points) {
        long reached = 0;
        long possible = 0;
        for (Criterion criterion : criteria) {
            reached += (long) criterion.weight() * of(points, criterion);
            possible += (long) criterion.weight() * Criterion.MOST_POINTS;
        }
        int score = Math.toIntExact((200 * reached + possible) / (2 * possible));
        GroupStage stage = GroupStage.BASIC;
        for (GroupStage next : List.of(GroupStage.DEVELOPING, GroupStage.INDEPENDENT)) {
            if (!gaps(score, points, next).isEmpty()) {
                break;
            }
            stage = next;
        }
        return new Verdict(
                score, stage, next(stage).map(next -> gaps(score, points, next)).orElse(List.of()));
    }

    public Optional<Criterion> criterion(String criterion) {
        return criteria.stream().filter(one -> one.key().equals(criterion)).findFirst();
    }

    /// Empty after the last stage.
    public static Optional<GroupStage> next(GroupStage stage) {
        return switch (stage) {
            case BASIC -> Optional.of(GroupStage.DEVELOPING);
            case DEVELOPING -> Optional.of(GroupStage.INDEPENDENT);
            case INDEPENDENT -> Optional.empty();
        };
    }

    private List<Verdict.Gap> gaps(int score, Map<String, Integer> points, GroupStage stage) {
        List<Verdict.Gap> gaps = new ArrayList<>();
        int needed = stage == GroupStage.INDEPENDENT ? independentFrom : developingFrom;
        if (score < needed) {
            gaps.add(new Verdict.Gap(Verdict.Gap.SCORE, score, needed));
        }
        for (Criterion criterion : criteria) {
            int least = stage == GroupStage.INDEPENDENT ? criterion.leastIndependent() : criterion.leastDeveloping();
            int has = of(points, criterion);
            if (has < least) {
                gaps.add(new Verdict.Gap(criterion.key(), has, least));
            }
        }
        return gaps;
    }

    private static int of(Map<String, Integer> points, Criterion criterion) {
        Integer given = points.get(criterion.key());
        if (given == null || given < 0 || given > Criterion.MOST_POINTS) {
            throw new IllegalArgumentException("no points for " + criterion.key());
        }
        return given;
    }
}
