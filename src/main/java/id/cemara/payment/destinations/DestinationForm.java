package id.cemara.payment.destinations;

import id.cemara.payment.BankAccount;
import id.cemara.payment.qris.QrisReader;
import id.cemara.payment.qris.QrisReading;
import id.cemara.payment.qris.StaticCode;
import id.cemara.shared.Checks;
import id.cemara.shared.MessageKey;
import id.cemara.shared.Money;
import id.cemara.shared.VisibleText;
import org.jspecify.annotations.Nullable;

/// Parses a submitted code or account.
final class DestinationForm {

    private static final int LONGEST_BANK = 60;
    private static final int LONGEST_HOLDER = 120;
    private static final String LONGEST_REFERENCE = "0".repeat(8);

    private DestinationForm() {}

    /// A valid code that can serve as a static code. Surrounding blanks are ignored; nothing in the code is
    /// repaired.
    ///
    /// @throws id.cemara.shared.Refused with what is wrong and what to do
    static StaticCode code(@Nullable String typed) {
        var checks = new Checks();
        String text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            checks.that(false, "code", "required").refuseProblems();
        }
        StaticCode code =
                switch (QrisReader.read(text)) {
                    case QrisReading.Broken broken -> {
                        checks.that(
                                false,
                                "code",
                                "qris-whole",
                                new MessageKey(
                                        "payment.qris.reason." + broken.reason().key()),
                                broken.tag() == null ? "-" : broken.tag(),
                                new MessageKey(
                                        "payment.qris.hint." + broken.hint().key()));
                        yield null;
                    }
                    case QrisReading.Whole whole ->
                        switch (StaticCode.of(whole.code())) {
                            case StaticCode.Fitness.Unfit unfit -> {
                                checks.that(
                                        false,
                                        "code",
                                        "qris-own",
                                        new MessageKey("payment.qris.fault."
                                                + unfit.fault().key()));
                                yield null;
                            }
                            case StaticCode.Fitness.Fit fit -> fit.code();
                        };
                };
        checks.refuseProblems();
        if (code == null) {
            throw new IllegalStateException("a code that was not refused");
        }
        checks.that(hasRoom(code), "code", "qris-room").refuseProblems();
        return code;
    }

    /// A bank account.
    ///
    /// @throws id.cemara.shared.Refused with every invalid field
    static BankAccount account(@Nullable String bank, @Nullable String number, @Nullable String holder) {
        String name = plain(bank);
        String digits = plain(number).replaceAll("[ .-]", "");
        String owner = plain(holder);
        new Checks()
                .that(!name.isEmpty(), "bank", "required")
                .that(name.length() <= LONGEST_BANK, "bank", "too-long", LONGEST_BANK)
                .that(name.length() != 1, "bank", "bank-name")
                .that(VisibleText.isLine(name), "bank", "no-control")
                .that(!digits.isEmpty(), "number", "required")
                .that(digits.isEmpty() || digits.matches("\\d{5,20}"), "number", "account-number")
                .that(!owner.isEmpty(), "holder", "required")
                .that(owner.length() <= LONGEST_HOLDER, "holder", "too-long", LONGEST_HOLDER)
                .that(VisibleText.isLine(owner), "holder", "no-control")
                .refuseProblems();
        return new BankAccount(name, digits, owner);
    }

    private static boolean hasRoom(StaticCode code) {
        try {
            return code.forOnePayment(new Money(1), LONGEST_REFERENCE).text().length() <= 512;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String plain(@Nullable String typed) {
        return typed == null ? "" : typed.strip().replaceAll(" +", " ");
    }
}
