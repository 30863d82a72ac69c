package id.cemara.payment.gateway;

import id.cemara.shared.Problem;

/// Why a provider is not asked or not heard.
sealed interface GatewayProblem extends Problem {

    /// The provider is not turned on here, or not for this group.
    record GatewayOff() implements GatewayProblem {

        @Override
        public String code() {
            return "gateway-off";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /// The provider did not answer, or said no.
    record GatewayUnreachable() implements GatewayProblem {

        @Override
        public String code() {
            return "gateway-unreachable";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /// It is paid, has gone back, or the order has ended.
    record NothingToPay() implements GatewayProblem {

        @Override
        public String code() {
            return "nothing-to-pay";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// What came is no message of the provider.
    record MalformedMessage() implements GatewayProblem {

        @Override
        public String code() {
            return "malformed-message";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// What came is larger than any message of the provider.
    record MessageTooLarge() implements GatewayProblem {

        @Override
        public String code() {
            return "message-too-large";
        }

        @Override
        public int status() {
            return 413;
        }
    }

    /// The message was not signed with our key.
    record WrongSignature() implements GatewayProblem {

        @Override
        public String code() {
            return "wrong-signature";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// Somebody said already what came of it.
    record LookDone() implements GatewayProblem {

        @Override
        public String code() {
            return "look-done";
        }

        @Override
        public int status() {
            return 409;
        }
    }
}
