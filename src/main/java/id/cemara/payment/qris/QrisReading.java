package id.cemara.payment.qris;

import org.jspecify.annotations.Nullable;

/// The result of parsing a payment code.
public sealed interface QrisReading {

    /// Valid: structure and checksum are correct.
    record Whole(QrisCode code) implements QrisReading {}

    /// Invalid; no part of it is used.
    ///
    /// @param reason what is wrong
    /// @param tag the number of the tag, with the inner tag's after a slash; null when it concerns no tag
    /// @param hint what a person can do; nothing is repaired here
    record Broken(Reason reason, @Nullable String tag, Hint hint) implements QrisReading {}

    enum Reason {
        EMPTY("empty"),
        TOO_LONG("too-long"),
        /// The text does not begin like a payment code.
        NO_PAYMENT_CODE("no-payment-code"),
        /// Percent-encoded, as in a web address.
        URL_ENCODED("url-encoded"),
        /// A character that is not allowed there.
        CHARACTER("character"),
        /// A tag must have two digits.
        TAG("tag"),
        /// A length must be 01 to 99.
        LENGTH("length"),
        /// The code, or a template in it, ends within a value.
        CUT("cut"),
        /// A tag occurs twice.
        TWICE("twice"),
        /// The checksum is missing or not the last field.
        CHECKSUM_NOT_LAST("checksum-not-last"),
        CHECKSUM("checksum"),
        /// A required tag is missing.
        MISSING("missing"),
        /// The tag cannot have this value.
        VALUE("value");

        private final String key;

        Reason(String key) {
            this.key = key;
        }

        /// The reason in the API and in message keys.
        public String key() {
            return key;
        }
    }

    /// What a person can do about an invalid code.
    enum Hint {
        /// Valid after percent-decoding: copy it from a place where it is not encoded.
        DECODE("decode"),
        /// Valid without the spaces and line breaks in or around it.
        REMOVE_SPACES("remove-spaces"),
        /// Valid with the last four characters in upper case.
        UPPER_CASE("upper-case"),
        /// Copy it again, completely.
        COPY_AGAIN("copy-again"),
        /// Not usable: scan the printed code, or ask the issuer.
        SCAN_AGAIN("scan-again");

        private final String key;

        Hint(String key) {
            this.key = key;
        }

        /// The hint in the API and in message keys.
        public String key() {
            return key;
        }
    }
}
