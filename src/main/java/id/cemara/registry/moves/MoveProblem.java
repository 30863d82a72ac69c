package id.cemara.registry.moves;

import id.cemara.shared.Problem;
import java.util.List;

/// What is refused about moves.
sealed interface MoveProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// Only a group that was verified and is active moves.
    record NotVerified() implements MoveProblem {

        @Override
        public String code() {
            return "move-not-verified";
        }
    }

    /// A proposal for this group waits already.
    record AlreadyProposed() implements MoveProblem {

        @Override
        public String code() {
            return "move-already-proposed";
        }
    }

    /// Nobody could accept it.
    ///
    /// @param place where the group is to lie
    record NoOffice(String place) implements MoveProblem {

        @Override
        public String code() {
            return "move-no-office";
        }

        @Override
        public List<Object> arguments() {
            return List.of(place);
        }
    }

    /// Somebody accepted, refused or withdrew it already.
    record Decided() implements MoveProblem {

        @Override
        public String code() {
            return "move-decided";
        }
    }

    /// The group was closed since, or lies elsewhere, or its place was changed on a later day.
    record Overtaken() implements MoveProblem {

        @Override
        public String code() {
            return "move-overtaken";
        }
    }
}
