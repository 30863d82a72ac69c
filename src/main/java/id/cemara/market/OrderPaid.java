package id.cemara.market;

import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import java.time.Instant;

/// An order was paid.
///
/// @param total including delivery
public record OrderPaid(OrderId order, String code, GroupId group, String areaCode, Money total, Instant paidAt) {}
