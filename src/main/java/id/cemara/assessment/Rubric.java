package id.cemara.assessment;

import id.cemara.registry.GroupStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The questions, and what makes a stage of the answers.
///
/// @param key its name for programs
/// @param version counts the rubrics of its kind
/// @param name for people
/// @param isOfficial whether an office has set it; an example says so on every page
/// @param developingFrom the score, of 100, from which a group is berkembang
/// @param independentFrom the score, of 100, from which a group is mandiri
/// @param criteria in the order they are asked
public record Rubric(
        String key,
        int version,
        Criterion.Words name,
        boolean isOfficial,
        int developingFrom,
        int independentFrom,
        List<Criterion> criteria) {

    public Rubric {
        criteria = List.copyOf(criteria);
    }

    /// What the points come to: the weighted share of all points, of 100 and rounded half up; the highest stage whose
    /// score is reached and whose least points are there for every criterion; and what is missing for the
    /// one after it.
    ///
    /// @param points for every criterion, 0 to [Criterion#MOST_POINTS]
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

    /// The criterion with that key.
    public Optional<Criterion> criterion(String criterion) {
        return criteria.stream().filter(one -> one.key().equals(criterion)).findFirst();
    }

    /// The stage after that one; empty after the last.
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
