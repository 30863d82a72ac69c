-- The time zone of an area, by its province: Central Indonesia for Bali, Nusa Tenggara, South, East and North
-- Kalimantan and Sulawesi, Eastern Indonesia for Maluku and Papua, else Western Indonesia, Bengkulu among it.
create or replace function market.time_zone(area_code text) returns text
    language sql immutable
return case
    when left(area_code, 2) in ('51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76')
        then 'Asia/Makassar'
    when left(area_code, 1) in ('8', '9') then 'Asia/Jayapura'
    else 'Asia/Jakarta'
end;

-- A sale is there while its order is paid and not paid too late: a confirmation taken back takes it away again. A paid order
-- that was cancelled or refunded is no sale from the day it ended, whether its money went back yet or not; it is one again
-- when that is taken back.
create or replace function market.note_sale() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    is_over boolean := new.payment_status = 'refunded' or new.status in ('cancelled', 'expired', 'refused');
    refunded_at timestamptz;
begin
    -- What was paid too late and given back was never a sale.
    if new.paid_at is null or new.is_paid_late
       or (tg_op = 'UPDATE' and old.is_paid_late and new.payment_status = 'refunded') then
        delete from market.sales s where s.order_id = new.id;
        return null;
    end if;
    if is_over then
        refunded_at := (select max(c.changed_at) from market.order_changes c
                         where c.order_id = new.id and c.step = 'refund');
    end if;
    insert into market.sales (order_id, group_id, area_code, sector, buyer_hash, amount, paid_on, refunded_on)
    select new.id, new.group_id, new.area_code,
           (select s.primary_sector from market.sellers s where s.group_id = new.group_id),
           new.buyer_hash, new.goods_total,
           (new.paid_at at time zone market.time_zone(new.area_code))::date,
           case when is_over
                then (coalesce(least(new.ended_at, refunded_at), now())
                      at time zone market.time_zone(new.area_code))::date end
        on conflict (order_id) do update
       set amount = excluded.amount, paid_on = excluded.paid_on,
           refunded_on = case when excluded.refunded_on is null then null
                              else coalesce(market.sales.refunded_on, excluded.refunded_on) end;
    return null;
end $$;
create or replace trigger orders_sold after insert on market.orders
    for each row when (new.paid_at is not null) execute function market.note_sale();
create or replace trigger orders_sold_later after update of paid_at, payment_status, is_paid_late, status on market.orders
    for each row execute function market.note_sale();

-- The change log knows the day of a refund best; an order that ended before it was no sale since then.
create or replace function market.note_refund() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update market.sales s
       set refunded_on = (least(o.ended_at, new.changed_at) at time zone market.time_zone(s.area_code))::date
      from market.orders o
     where s.order_id = new.order_id and o.id = s.order_id and o.payment_status = 'refunded';
    return null;
end $$;
create or replace trigger changes_refunded after insert on market.order_changes
    for each row when (new.step = 'refund') execute function market.note_refund();

create or replace function market.note_refunded_part() returns trigger
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
-- After orders_sold_later, by its name: the sale is there by then.
create or replace trigger orders_sold_part after update of refunded_part, paid_at, payment_status, is_paid_late on market.orders
    for each row when (new.refunded_part > 0 or old.refunded_part > 0) execute function market.note_refunded_part();

-- What was sold from one day to another in an area, by up to two of area, sector, week and month, as it was known on the
-- last day: what was refunded by then does not count. Sales are those of the groups that figures count on the day it was
-- paid, by the place and the primary sector of that day as the registry knows them. Buyers are given from five on, else
-- null.
create or replace function market.count_sales(day_from date, day_to date, area text, length int, first_by text,
                                              second_by text)
    returns table (first_key text, second_key text, amount bigint, orders bigint, groups bigint, buyers bigint)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    with counted as (
        select s.group_id, s.buyer_hash,
               s.amount - coalesce((select sum(r.amount) from market.sale_refunds r
                                     where r.order_id = s.order_id and r.refunded_on <= day_to), 0) as amount,
               case first_by when 'area' then left(c.area_code, length) when 'sector' then x.sector_key
                             when 'week' then to_char(s.paid_on, 'IYYY-"W"IW')
                             when 'month' then to_char(s.paid_on, 'YYYY-MM') else '' end collate "C" as first_key,
               case second_by when 'area' then left(c.area_code, length) when 'sector' then x.sector_key
                              when 'week' then to_char(s.paid_on, 'IYYY-"W"IW')
                              when 'month' then to_char(s.paid_on, 'YYYY-MM') else '' end collate "C" as second_key
          from market.sales s
          join registry.counted_groups c
            on c.group_id = s.group_id and c.counted_from <= s.paid_on
           and (c.counted_to is null or c.counted_to > s.paid_on)
          left join registry.group_sectors x
            on x.group_id = s.group_id and x.is_primary and x.valid_from <= s.paid_on
           and (x.valid_to is null or x.valid_to > s.paid_on)
         where s.paid_on between day_from and day_to and (s.refunded_on is null or s.refunded_on > day_to)
           and (area is null or c.area_code >= area and c.area_code < area || '/'))
    select c.first_key, c.second_key, sum(c.amount)::bigint, count(*), count(distinct c.group_id),
           case when count(distinct c.buyer_hash) >= 5 then count(distinct c.buyer_hash) end
      from counted c
     where c.first_key is not null and c.second_key is not null
     group by c.first_key, c.second_key;
end;

-- Of two records that were one from the beginning, sales go with their orders, and come back with them. Only triggers write
-- sales, so the merge asks this function.
create or replace function market.sales_follow(old_group uuid, new_group uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
    perform platform.refuse_nobody();
    update market.sales s
       set group_id = new_group
      from market.orders o
     where o.id = s.order_id and o.group_id = new_group and s.group_id = old_group
       and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE')
       and exists (select from registry.merges m
                    where m.from_beginning and m.undone_at is null and platform.in_area(m.area_code)
                      and (m.from_group, m.into_group) in ((old_group, new_group), (new_group, old_group)));
end $$;
revoke execute on function market.sales_follow(uuid, uuid) from public;
grant execute on function market.sales_follow(uuid, uuid) to ${appRole};

revoke execute on function market.note_sale(), market.note_refund(), market.note_refunded_part(),
    market.count_sales(date, date, text, int, text, text) from public;
grant execute on function market.count_sales(date, date, text, int, text, text) to ${appRole};
