package id.cemara.payment.qris;

import org.jspecify.annotations.Nullable;

/// What came of reading the text of a code.
public sealed interface QrisReading {

    /// It is whole: structure and checksum are right.
    record Whole(QrisCode code) implements QrisReading {}

    /// It is not, and nothing of it is used.
    ///
    /// @param reason what is wrong
    /// @param tag where: the number of the tag, with that of the inner tag after a slash; null when it is
    /// not about one
    /// @param hint what somebody may do about it; nothing is mended here
    record Broken(Reason reason, @Nullable String tag, Hint hint) implements QrisReading {}

    /// What is wrong with a code.
    enum Reason {
        EMPTY("empty"),
        TOO_LONG("too-long"),
        /// Does not begin as every payment code does.
        NO_PAYMENT_CODE("no-payment-code"),
        /// Written for a web address, with % and two digits in place of some characters.
        URL_ENCODED("url-encoded"),
        /// A character that has no place there.
        CHARACTER("character"),
        /// Two digits were expected for a tag.
        TAG("tag"),
        /// Two digits from 01 to 99 were expected for a length.
        LENGTH("length"),
        /// The code, or a template in it, ends before a value does.
        CUT("cut"),
        /// The same tag twice.
        TWICE("twice"),
        /// Something follows the checksum, or it is missing.
        CHECKSUM_NOT_LAST("checksum-not-last"),
        CHECKSUM("checksum"),
        /// A tag that every code has is missing.
        MISSING("missing"),
        /// A value that this tag cannot have.
        VALUE("value");

        private final String key;

        Reason(String key) {
            this.key = key;
        }

        /// The word programs and messages use.
        public String key() {
            return key;
        }
    }

    /// What somebody may do about it.
    enum Hint {
        /// The text is right once the %-signs are turned back: copy it from where it is not written for an address.
        DECODE("decode"),
        /// The text is right without the spaces and line ends around or in it.
        REMOVE_SPACES("remove-spaces"),
        /// The text is right when its last four characters are in upper case.
        UPPER_CASE("upper-case"),
        /// Copy it once more, whole.
        COPY_AGAIN("copy-again"),
        /// Not of use as it is: scan the printed code, or ask who issued it.
        SCAN_AGAIN("scan-again");

        private final String key;

        Hint(String key) {
            this.key = key;
        }

        /// The word programs and messages use.
        public String key() {
            return key;
        }
    }
}
