package id.cemara.payment.qris;

import id.cemara.shared.Keys;
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
        EMPTY,
        TOO_LONG,
        /// The text does not begin like a payment code.
        NO_PAYMENT_CODE,
        /// Percent-encoded, as in a web address.
        URL_ENCODED,
        /// A character that is not allowed there.
        CHARACTER,
        /// A tag must have two digits.
        TAG,
        /// A length must be 01 to 99.
        LENGTH,
        /// The code, or a template in it, ends within a value.
        CUT,
        /// A tag occurs twice.
        TWICE,
        /// The checksum is missing or not the last field.
        CHECKSUM_NOT_LAST,
        CHECKSUM,
        /// A required tag is missing.
        MISSING,
        /// The tag cannot have this value.
        VALUE;

        /// The reason in the API and in message keys.
        public String key() {
            return Keys.of(this);
        }
    }

    /// What a person can do about an invalid code.
    enum Hint {
        /// Valid after percent-decoding: copy it from a place where it is not encoded.
        DECODE,
        /// Valid without the spaces and line breaks in or around it.
        REMOVE_SPACES,
        /// Valid with the last four characters in upper case.
        UPPER_CASE,
        /// Copy it again, completely.
        COPY_AGAIN,
        /// Not usable: scan the printed code, or ask the issuer.
        SCAN_AGAIN;

        /// The hint in the API and in message keys.
        public String key() {
            return Keys.of(this);
        }
    }
}
