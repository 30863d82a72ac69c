package id.cemara.market;

/// The order as a text that the buyer sends to the group.
public interface WhatsAppText {

    /// A wa.me address that opens it. Never holds the order's token.
    ///
    /// @param number the group's, E.164
    String link(OrderView order, String number);
}
