package id.cemara.market.voices;

import id.cemara.shared.Problem;
import java.util.List;

/// Why a complaint or a review is not kept.
public sealed interface VoiceProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// The order has a complaint that is not solved yet.
    record ComplaintKnown() implements VoiceProblem {

        @Override
        public String code() {
            return "complaint-known";
        }
    }

    /// A solved complaint stays as it is.
    record ComplaintSolved() implements VoiceProblem {

        @Override
        public String code() {
            return "complaint-solved";
        }
    }

    /// So much was said about it that saying more helps nobody.
    record ComplaintFull(int most) implements VoiceProblem {

        @Override
        public String code() {
            return "complaint-full";
        }
    }

    /// Only what arrived is reviewed.
    record NotDelivered() implements VoiceProblem {

        @Override
        public String code() {
            return "review-not-delivered";
        }
    }

    /// This product of this order was reviewed already.
    record ReviewKnown() implements VoiceProblem {

        @Override
        public String code() {
            return "review-known";
        }
    }

    /// Who sells does not review.
    record OwnReview(String groupName) implements VoiceProblem {

        @Override
        public String code() {
            return "review-own";
        }

        @Override
        public List<Object> arguments() {
            return List.of(groupName);
        }
    }
}
