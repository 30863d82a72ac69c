-- What is derived from an order follows it. A review counts, and is shown to everybody, while the goods are with the
-- buyer: not while the order stands before that again (a step taken back), and not when it was cancelled or the goods came
-- back. It is kept, and counts again when they arrive again. That its money went back alone takes no review away: the
-- group gives money back, and could wash away what it does not like.
create function market.has_arrived(status text) returns boolean
    language sql immutable
return status in ('delivered', 'closed', 'disputed');
revoke execute on function market.has_arrived(text) from public;
grant execute on function market.has_arrived(text) to ${appRole};

-- Whether its order has arrived; kept by triggers alone.
alter table market.reviews add column is_counted boolean not null default true;

-- Waits for whoever changes the order at this moment.
create function market.judge_review() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select market.has_arrived(o.status) into strict new.is_counted
      from market.orders o
     where o.id = new.order_id
       for share;
    return new;
end $$;
create trigger reviews_judged before insert on market.reviews
    for each row execute function market.judge_review();

create function market.judge_reviews() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update market.reviews r
       set is_counted = market.has_arrived(new.status)
     where r.order_id = new.id and r.is_counted <> market.has_arrived(new.status);
    return null;
end $$;
create trigger orders_reviewed after update of status on market.orders
    for each row when (old.status is distinct from new.status) execute function market.judge_reviews();

create or replace function market.refresh_ratings(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.products where id = any (ids) order by id for no key update;
    delete from market.ratings r
     where r.product_id = any (ids)
       and not exists (select 1 from market.reviews v
                        where v.product_id = r.product_id and v.hidden_at is null and v.is_counted);
    insert into market.ratings (product_id, stars_sum, reviews)
    select v.product_id, sum(v.stars)::int, count(*)::int
      from market.reviews v
     where v.product_id = any (ids) and v.hidden_at is null and v.is_counted
     group by v.product_id
     order by v.product_id
        on conflict (product_id) do update set stars_sum = excluded.stars_sum, reviews = excluded.reviews;
end $$;

drop policy reviews_read on market.reviews;
create policy reviews_read on market.reviews for select
    using (hidden_at is null and is_counted
           or platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code));

update market.reviews r
   set is_counted = false
  from market.orders o
 where o.id = r.order_id and not market.has_arrived(o.status);

-- A paid order that was cancelled or refused is no sale from the day it ended, whether its money went back yet or not; it is
-- one again when that is taken back. `refunded_on` is the first day on which the sale counts no more.
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
drop trigger orders_sold_later on market.orders;
create trigger orders_sold_later after update of paid_at, payment_status, is_paid_late, status on market.orders
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

update market.sales s
   set refunded_on = (coalesce(o.ended_at, now()) at time zone market.time_zone(s.area_code))::date
  from market.orders o
 where o.id = s.order_id and s.refunded_on is null and o.status in ('cancelled', 'expired', 'refused');

revoke execute on function market.judge_review(), market.judge_reviews() from public;
