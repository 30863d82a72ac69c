package id.cemara.registry.photos;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Map;

/// Why a picture is not put on a group's page.
sealed interface PhotoProblem extends Problem {

    /// The page is full.
    ///
    /// @param most how many pictures a group may show
    record TooManyPhotos(int most) implements PhotoProblem {

        @Override
        public String code() {
            return "too-many-photos";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("most", most);
        }
    }
}
