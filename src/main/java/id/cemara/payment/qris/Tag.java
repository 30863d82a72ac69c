package id.cemara.payment.qris;

/// The tags used here. Source: EMVCo Merchant-Presented Mode 1.1, chapter 4; DOMAIN 4.3.
final class Tag {

    static final int FORMAT = 0;
    static final int INITIATION = 1;
    static final int FIRST_ACCOUNT = 2;
    static final int FIRST_ACCOUNT_TEMPLATE = 26;
    static final int LAST_ACCOUNT_TEMPLATE = 51;
    static final int CATEGORY = 52;
    static final int CURRENCY = 53;
    static final int AMOUNT = 54;
    static final int TIP = 55;
    static final int FIXED_FEE = 56;
    static final int PERCENT_FEE = 57;
    static final int COUNTRY = 58;
    static final int MERCHANT_NAME = 59;
    static final int CITY = 60;
    static final int POSTAL_CODE = 61;
    static final int ADDITIONAL = 62;
    static final int CHECKSUM = 63;
    static final int OTHER_LANGUAGE = 64;
    static final int FIRST_OTHER_TEMPLATE = 80;

    /// Within [#ADDITIONAL].
    static final int BILL_NUMBER = 1;

    /// Within [#ADDITIONAL].
    static final int REFERENCE = 5;

    private Tag() {}

    /// Whether the tag's value consists of fields.
    static boolean isTemplate(int tag) {
        return tag >= FIRST_ACCOUNT_TEMPLATE && tag <= LAST_ACCOUNT_TEMPLATE
                || tag == ADDITIONAL
                || tag == OTHER_LANGUAGE
                || tag >= FIRST_OTHER_TEMPLATE;
    }

    /// Whether such a template begins with the identifier of its issuer.
    static boolean hasName(int tag) {
        return isTemplate(tag) && tag != ADDITIONAL && tag != OTHER_LANGUAGE;
    }
}
