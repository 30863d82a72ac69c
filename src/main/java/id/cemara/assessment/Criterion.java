package id.cemara.assessment;

/// One thing a rubric asks about.
///
/// @param key its name for programs
/// @param weight how much it counts among the others
/// @param name in the reader's language
/// @param question what the officer asks
/// @param evidence what the officer looks at
/// @param leastDeveloping the points without which no group is at the stage berkembang
/// @param leastIndependent the points without which no group is at the stage mandiri
public record Criterion(
        String key, int weight, Words name, Words question, Words evidence, int leastDeveloping, int leastIndependent) {

    /// The most points a criterion gives.
    public static final int MOST_POINTS = 3;

    /// The same in two languages.
    public record Words(String indonesian, String english) {

        /// In the language of the page.
        public String in(boolean isEnglish) {
            return isEnglish ? english : indonesian;
        }
    }
}
