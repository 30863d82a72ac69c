package id.cemara.market.ordering;

import id.cemara.market.shop.Delivery;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.PhoneNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A checkout as typed on a page or sent through the API, before validation.
///
/// @param delivery pickup, own or courier
/// @param to the code of the area it is delivered to
/// @param payment qris, transfer, cod, invoice or gateway
public record CheckoutForm(
        List<Line> lines,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String note,
        @Nullable String institution,
        @Nullable String delivery,
        @Nullable String to,
        @Nullable String courier,
        @Nullable String payment) {

    /// The largest quantity of one product in an order; a check of the table has the same limit.
    static final int MOST = 100_000;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_INSTITUTION = 200;
    private static final int LONGEST_SLUG = 120;

    public CheckoutForm {
        lines = List.copyOf(lines);
    }

    public record Line(@Nullable String product, @Nullable String quantity) {}

    /// Validates the form.
    ///
    /// @throws id.cemara.shared.Refused with every invalid field
    public Checkout read() {
        var checks = new Checks();
        List<Checkout.Line> read = lines(checks);
        Buyer buyer = buyer(checks);
        Optional<Delivery> way = Delivery.ofKey(text(delivery));
        Optional<PaymentMethod> paid = PaymentMethod.ofKey(text(payment));
        Optional<AreaCode> area = AreaCode.parse(text(to));
        checks.that(way.isPresent(), "delivery.method", text(delivery).isEmpty() ? "required" : "delivery-method")
                .that(paid.isPresent(), "payment", text(payment).isEmpty() ? "required" : "payment-method")
                .that(text(to).isEmpty() || area.isPresent(), "delivery.to", "area-code");
        if (way.isPresent() && way.get() != Delivery.PICKUP) {
            checks.that(buyer.address() != null, "buyer.address", "required")
                    .that(!text(to).isEmpty(), "delivery.to", "required");
        }
        if (way.isPresent() && way.get() == Delivery.COURIER) {
            checks.that(!text(courier).isEmpty(), "delivery.courier", "required")
                    .that(text(courier).matches("[a-z0-9-]{0,40}"), "delivery.courier", "choice");
        }
        if (paid.isPresent() && paid.get() == PaymentMethod.INVOICE) {
            checks.that(buyer.institution() != null, "buyer.institution", "required");
        }
        checks.refuseProblems();
        Delivery method = way.orElseThrow();
        var choice = method == Delivery.PICKUP
                ? DeliveryChoice.PICKUP
                : new DeliveryChoice(method, area.orElse(null), method == Delivery.COURIER ? text(courier) : null);
        return new Checkout(read, buyer, choice, paid.orElseThrow());
    }

    private List<Checkout.Line> lines(Checks checks) {
        checks.that(!lines.isEmpty(), "lines", "required")
                .that(lines.size() <= Checkout.MOST_LINES, "lines", "too-many-lines", Checkout.MOST_LINES);
        List<Checkout.Line> read = new ArrayList<>();
        for (int i = 0; i < Math.min(lines.size(), Checkout.MOST_LINES); i++) {
            Line line = lines.get(i);
            String product = text(line.product());
            String quantity = text(line.quantity());
            String field = "lines[" + i + "]";
            checks.that(!product.isEmpty(), field + ".product", "required")
                    .line(field + ".product", product, LONGEST_SLUG);
            boolean isCount = quantity.matches("[0-9]{1,6}")
                    && Integer.parseInt(quantity) >= 1
                    && Integer.parseInt(quantity) <= MOST;
            checks.that(isCount, field + ".quantity", quantity.isEmpty() ? "required" : "quantity", MOST);
            if (isCount) {
                read.add(new Checkout.Line(product, Integer.parseInt(quantity)));
            }
        }
        return read;
    }

    private Buyer buyer(Checks checks) {
        String typedName = text(name);
        Optional<String> number = PhoneNumbers.parseMobile(text(phone));
        checks.that(!typedName.isEmpty(), "buyer.name", "required")
                .line("buyer.name", typedName, LONGEST_NAME)
                .that(number.isPresent(), "buyer.phone", text(phone).isEmpty() ? "required" : "mobile-phone");
        return new Buyer(
                typedName,
                number.orElse(""),
                optional(checks, "buyer.address", address, LONGEST_ADDRESS),
                optional(checks, "buyer.note", note, LONGEST_ADDRESS),
                optional(checks, "buyer.institution", institution, LONGEST_INSTITUTION));
    }

    private static @Nullable String optional(Checks checks, String field, @Nullable String typed, int longest) {
        String text = checks.text(field, typed, longest);
        return text.isEmpty() ? null : text;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    /// Omits personal data, for logs.
    @Override
    public String toString() {
        return "CheckoutForm[" + lines.size() + " lines]";
    }
}
