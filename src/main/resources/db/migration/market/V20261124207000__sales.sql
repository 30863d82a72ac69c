-- What was sold: one row for each paid order, without persons, kept by triggers the moment it is paid. Feeds the
-- measures of sales, which must be the same whoever asks, so it has no policy. Who bought is a keyed hash that the
-- application never reads: it may select every column but that one, and buyers are counted by market.count_sales alone,
-- which gives no number below five.

-- The time zone of an area, by its province: Central Indonesia for Bali, Nusa Tenggara, South, East and North
-- Kalimantan and Sulawesi, Eastern Indonesia for Maluku and Papua, else Western Indonesia, Bengkulu among it.
create function market.time_zone(area_code text) returns text
    language sql immutable
return case
    when left(area_code, 2) in ('51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76')
        then 'Asia/Makassar'
    when left(area_code, 1) in ('8', '9') then 'Asia/Jayapura'
    else 'Asia/Jakarta'
end;

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
    refunded_on date
);
-- What an area, the country and a group sold in a period.
create index sales_area on market.sales (area_code, paid_on);
create index sales_day on market.sales (paid_on);
create index sales_group on market.sales (group_id, paid_on);

-- A sale is there while its order is paid and not paid too late: a confirmation taken back takes it away again.
create function market.note_sale() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    -- What was paid too late and given back was never a sale.
    if new.paid_at is null or new.is_paid_late
       or (tg_op = 'UPDATE' and old.is_paid_late and new.payment_status = 'refunded') then
        delete from market.sales s where s.order_id = new.id;
        return null;
    end if;
    insert into market.sales (order_id, group_id, area_code, sector, buyer_hash, amount, paid_on, refunded_on)
    select new.id, new.group_id, new.area_code,
           (select s.primary_sector from market.sellers s where s.group_id = new.group_id),
           new.buyer_hash, new.goods_total,
           (new.paid_at at time zone market.time_zone(new.area_code))::date,
           case when new.payment_status = 'refunded'
                then (coalesce((select max(c.changed_at) from market.order_changes c
                                   where c.order_id = new.id and c.step = 'refund'), new.ended_at, now()) at time zone market.time_zone(new.area_code))::date end
        on conflict (order_id) do update
       set amount = excluded.amount, paid_on = excluded.paid_on,
           refunded_on = case when excluded.refunded_on is null then null
                              else coalesce(market.sales.refunded_on, excluded.refunded_on) end;
    return null;
end $$;
create trigger orders_sold after insert on market.orders
    for each row when (new.paid_at is not null) execute function market.note_sale();
create trigger orders_sold_later after update of paid_at, payment_status, is_paid_late on market.orders
    for each row execute function market.note_sale();

-- The change log knows the day of a refund best.
create function market.note_refund() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update market.sales s
       set refunded_on = (new.changed_at at time zone market.time_zone(s.area_code))::date
      from market.orders o
     where s.order_id = new.order_id and o.id = s.order_id and o.payment_status = 'refunded';
    return null;
end $$;
create trigger changes_refunded after insert on market.order_changes
    for each row when (new.step = 'refund') execute function market.note_refund();

create trigger sales_changed after insert or update or delete or truncate on market.sales
    for each statement execute function platform.note_change('market-sales');

-- What was sold from one day to another in an area, by up to two of area, sector, week and month, as it was known on the
-- last day: what was refunded by then does not count. Buyers are given from five on, else null.
create function market.count_sales(day_from date, day_to date, area text, length int, first_by text, second_by text)
    returns table (first_key text, second_key text, amount bigint, orders bigint, groups bigint, buyers bigint)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    with counted as (
        select s.group_id, s.amount, s.buyer_hash,
               case first_by when 'area' then left(s.area_code, length) when 'sector' then s.sector
                             when 'week' then to_char(s.paid_on, 'IYYY-"W"IW')
                             when 'month' then to_char(s.paid_on, 'YYYY-MM') else '' end collate "C" as first_key,
               case second_by when 'area' then left(s.area_code, length) when 'sector' then s.sector
                              when 'week' then to_char(s.paid_on, 'IYYY-"W"IW')
                              when 'month' then to_char(s.paid_on, 'YYYY-MM') else '' end collate "C" as second_key
          from market.sales s
         where s.paid_on between day_from and day_to and (s.refunded_on is null or s.refunded_on > day_to)
           and (area is null or s.area_code >= area and s.area_code < area || '/'))
    select c.first_key, c.second_key, sum(c.amount)::bigint, count(*), count(distinct c.group_id),
           case when count(distinct c.buyer_hash) >= 5 then count(distinct c.buyer_hash) end
      from counted c
     where c.first_key is not null and c.second_key is not null
     group by c.first_key, c.second_key;
end;

revoke execute on function market.note_sale(), market.note_refund(),
    market.count_sales(date, date, text, int, text, text) from public;
grant execute on function market.count_sales(date, date, text, int, text, text) to ${appRole};
grant select (order_id, group_id, area_code, sector, amount, paid_on, refunded_on) on market.sales to ${appRole};
