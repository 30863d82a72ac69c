package id.cemara.market.ordering;

import id.cemara.area.Areas;
import id.cemara.market.shop.Delivery;
import id.cemara.shared.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// The order as an Indonesian text to the group, with everything the group needs to answer. Never contains
/// the token, which would open the order.
@Component
public class WhatsAppText {

    /// The longest link: old phones and browsers cut longer ones. Lines are left out of a long order, its
    /// code and total never.
    static final int LONGEST_LINK = 1900;

    private static final Locale INDONESIAN = Locale.of("id", "ID");
    private static final int LONGEST_WORDS = 60;
    private static final int LONGEST_NAME = 40;

    private final MessageSource messages;
    private final Areas areas;

    WhatsAppText(MessageSource messages, Areas areas) {
        this.messages = messages;
        this.areas = areas;
    }

    /// A wa.me address that opens the text.
    ///
    /// @param number the group's, E.164
    public String link(OrderView order, String number) {
        String start = "https://wa.me/" + number.replaceAll("\\D", "") + "?text=";
        for (int shown = order.lines().size(); ; shown--) {
            String link = start
                    + URLEncoder.encode(text(order, shown), StandardCharsets.UTF_8)
                            .replace("+", "%20");
            if (link.length() <= LONGEST_LINK || shown == 0) {
                return link;
            }
        }
    }

    private String text(OrderView order, int shown) {
        List<String> lines = new ArrayList<>();
        lines.add(say("greeting", plain(order.groupName(), LONGEST_WORDS)));
        lines.add(say("code", order.code()));
        lines.add("");
        for (OrderLine line : order.lines().subList(0, shown)) {
            lines.add(say(
                    "line",
                    number(line.quantity()),
                    plain(line.name(), LONGEST_WORDS),
                    plain(line.unit(), LONGEST_NAME),
                    rupiah(line.total())));
        }
        int more = order.lines().size() - shown;
        if (more > 0) {
            lines.add(say("more", number(more)));
        }
        lines.add("");
        if (!order.total().equals(order.goodsTotal())) {
            lines.add(say("goods", rupiah(order.goodsTotal())));
        }
        if (!order.deliveryFee().isZero()) {
            lines.add(say("fee", rupiah(order.deliveryFee())));
        }
        if (!order.digits().isZero()) {
            lines.add(say("digits", rupiah(order.digits())));
        }
        lines.add(say("total", rupiah(order.total())));
        lines.add(say("delivery." + order.delivery().key(), place(order)));
        lines.add(say(
                "payment",
                say(
                        "payment." + order.payment().method().key(),
                        rupiah(order.payment().amount()))));
        lines.add(say("name", plain(order.buyer().name(), LONGEST_NAME)));
        return String.join("\n", lines);
    }

    private String place(OrderView order) {
        String to = order.to();
        return order.delivery() == Delivery.PICKUP || to == null
                ? ""
                : areas.shortNames(List.of(to)).getOrDefault(to, to);
    }

    /// Reduces text to one line without the characters that WhatsApp reads as bold, italic, struck or code.
    private static String plain(String words, int longest) {
        String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replaceAll("[*_~`\\p{Cf}]", "")
                .strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "\u2026";
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage("market.cart.whatsapp." + key, arguments, INDONESIAN);
    }

    private static String rupiah(Money amount) {
        return "Rp" + number(amount.rupiah());
    }

    private static String number(long number) {
        return NumberFormat.getIntegerInstance(INDONESIAN).format(number);
    }
}
