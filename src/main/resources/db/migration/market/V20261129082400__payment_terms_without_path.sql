-- The payment method alone tells when an order is paid.
alter table market.payment_terms drop column path;
