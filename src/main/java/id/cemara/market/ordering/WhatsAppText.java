package id.cemara.market.ordering;

/// An order as a WhatsApp text that the buyer sends to the group.
public interface WhatsAppText {

    /// A wa.me address that opens the text. Never contains the order's token.
    ///
    /// @param number the group's, E.164
    String link(OrderView order, String number);
}
