package id.cemara.payment.gateway;

/// A gateway payment was opened: provider messages that arrived before it can be processed now.
record GatewayPaymentOpened(String reference) {}
