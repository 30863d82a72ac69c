-- What was sold: one row for each paid order, without persons, kept by triggers the moment it is paid. Feeds the
-- measures of sales, which must be the same for everybody, so it has no policy. Who bought is a keyed hash that the
-- application never reads: it may select every column but that one, and buyers are counted by market.count_sales alone,
-- which gives no number below five.
create table market.sales (
    order_id    uuid primary key references market.orders,
    group_id    uuid not null,
    -- Where the group lay when it was paid.
    area_code   text collate "C" not null,
    -- The group's primary sector when it was paid; null when the market's copy did not know it.
    sector      text,
    buyer_hash  bytea not null,
    -- Rupiah for the goods, without the fee for bringing them.
    amount      bigint not null check (amount >= 0),
    -- Days in the time zone of the seller.
    paid_on     date not null,
    -- The first day on which the sale counts no more.
    refunded_on date
);
-- What an area, the country and a group sold in a period.
create index sales_area on market.sales (area_code, paid_on);
create index sales_day on market.sales (paid_on);
create index sales_group on market.sales (group_id, paid_on);

-- What went back of a payment is taken off the sale on the day it went back: what was counted on the days before stays.
-- The goods are taken off first, the fee for bringing them last.
create table market.sale_refunds (
    order_id    uuid not null references market.sales on delete cascade,
    -- In the time zone of the seller, as the days of sales.
    refunded_on date not null,
    -- Rupiah for the goods; below zero when it turned out that less went back.
    amount      bigint not null,
    primary key (order_id, refunded_on)
);

create trigger sales_changed after insert or update or delete or truncate on market.sales
    for each statement execute function platform.note_change('market-sales');
create trigger sales_changed after insert or update or delete or truncate on market.sale_refunds
    for each statement execute function platform.note_change('market-sales');
grant select (order_id, group_id, area_code, sector, amount, paid_on, refunded_on) on market.sales to ${appRole};
grant select on market.sale_refunds to ${appRole};
