-- What went back of a payment is taken off the sale on the day it went back: what was counted on the days before stays.
-- The goods are taken off first, the fee for bringing them last. An order whose money went back altogether is told by its
-- payment status, as before.
alter table market.orders add column refunded_part bigint not null default 0 check (refunded_part >= 0);
alter table market.orders add column refunded_part_at timestamptz;
alter table market.orders add check ((refunded_part = 0) or (refunded_part_at is not null));

create table market.sale_refunds (
    order_id    uuid not null references market.sales on delete cascade,
    -- In the time zone of the seller, as the days of sales.
    refunded_on date not null,
    -- Rupiah for the goods; below zero when it turned out that less went back.
    amount      bigint not null,
    primary key (order_id, refunded_on)
);
grant select on market.sale_refunds to ${appRole};
create trigger sales_changed after insert or update or delete or truncate on market.sale_refunds
    for each statement execute function platform.note_change('market-sales');

create function market.note_refunded_part() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    more bigint := least(new.refunded_part, new.goods_total)
                   - coalesce((select sum(r.amount) from market.sale_refunds r where r.order_id = new.id), 0);
begin
    if more <> 0 and exists (select from market.sales s where s.order_id = new.id) then
        insert into market.sale_refunds as r (order_id, refunded_on, amount)
        values (new.id,
                (coalesce(new.refunded_part_at, new.paid_at) at time zone market.time_zone(new.area_code))::date, more)
            on conflict (order_id, refunded_on) do update set amount = r.amount + excluded.amount;
    end if;
    return null;
end $$;
revoke execute on function market.note_refunded_part() from public;
-- After orders_sold_later, by its name: the sale is there by then.
create trigger orders_sold_part after update of refunded_part, paid_at, payment_status, is_paid_late on market.orders
    for each row when (new.refunded_part > 0 or old.refunded_part > 0) execute function market.note_refunded_part();

create or replace function market.count_sales(
        day_from date, day_to date, area text, length int, first_by text, second_by text)
    returns table (first_key text, second_key text, amount bigint, orders bigint, groups bigint, buyers bigint)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    with counted as (
        select s.group_id, s.buyer_hash,
               s.amount - coalesce((select sum(r.amount) from market.sale_refunds r
                                     where r.order_id = s.order_id and r.refunded_on <= day_to), 0) as amount,
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
