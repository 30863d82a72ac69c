package id.cemara.payment.gateway;

/// A payment through a provider is there: what the provider said before can be added up now.
record GatewayPaymentOpened(String reference) {}
