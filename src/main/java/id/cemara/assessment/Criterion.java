package id.cemara.assessment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;

/// A criterion of a rubric.
///
/// @param key in the API
/// @param weight relative to the other criteria
/// @param question for the officer to ask
/// @param evidence for the officer to look at
/// @param leastDeveloping the minimum points for the stage berkembang
/// @param leastIndependent the minimum points for the stage mandiri
public record Criterion(
        String key,
        int weight,
        BilingualText name,
        BilingualText question,
        BilingualText evidence,
        int leastDeveloping,
        int leastIndependent) {

    /// The maximum points per criterion.
    public static final int MOST_POINTS = 3;

    /// The points to choose from.
    public static List<Integer> points() {
        return IntStream.rangeClosed(0, MOST_POINTS).boxed().toList();
    }

    /// A text in both languages.
    @Schema(name = "CriterionWords")
    public record BilingualText(String indonesian, String english) {

        public String in(boolean isEnglish) {
            return isEnglish ? english : indonesian;
        }
    }
}
