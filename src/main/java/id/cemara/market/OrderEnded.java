package id.cemara.market;

import id.cemara.shared.GroupId;
import id.cemara.shared.OrderId;

/// An order ended without a sale: it was cancelled, expired or refused.
public record OrderEnded(OrderId order, String code, GroupId group, String areaCode, OrderStatus status) {}
