package id.cemara.market;

import id.cemara.shared.GroupId;
import id.cemara.shared.OrderId;

/// An order was placed by its buyer or recorded by its group.
public record OrderPlaced(OrderId order, String code, GroupId group, String areaCode) {}
