-- What can be bought of a product is one question with one answer, market.buyable, made of all its limits: what is
-- free, what one buyer may hold, the smallest and the largest order, and the weeks ahead. Lists keep its coarse form,
-- and what the smallest order costs for one. A step at or below the smallest order is what everybody pays.

-- The most of so many that one phone number may hold in orders that no group has confirmed yet.
create function market.share_of(total bigint) returns bigint
    language sql stable
begin atomic
    select case when total > f.value then total * p.value / 100 else total end
      from market.order_limits f, market.order_limits p
     where f.key = 'share-from' and p.key = 'share-percent';
end;

-- What one buyer who has nothing open yet can buy of each of these in one order on that day. `most` is 0 when nothing
-- can be bought: too little is free, or what one buyer may hold is less than the smallest order.
create function market.buyable(products uuid[], today date)
    returns table (product_id uuid, available int, share int, at_least int, most int)
    language sql stable
begin atomic
    select f.id, f.available, f.share, f.at_least, case when f.most >= f.at_least then f.most else 0 end
      from (select t.id, t.available, s.share, t.min_quantity as at_least,
                   -- A line of an order holds no more than 100,000; the table says the same.
                   least(t.available, s.share, coalesce(t.max_quantity, 100000)) as most
              from (select p.id, p.min_quantity, p.max_quantity,
                           case when p.kind = 'ready' then coalesce(k.on_hand, 0)
                                else p.week_capacity::bigint * market.weeks_ahead() end as total,
                           case when p.kind = 'ready' then coalesce(k.on_hand - k.reserved, 0)
                                else greatest(0, p.week_capacity * market.weeks_ahead() + coalesce((
                                     select sum(c.capacity - c.reserved - p.week_capacity)
                                       from market.week_capacity c
                                      where c.product_id = p.id
                                        and c.week >= date_trunc('week', (buyable.today + p.lead_days)::timestamp)::date
                                        and c.week < date_trunc('week', (buyable.today + p.lead_days)::timestamp)::date
                                                   + 7 * market.weeks_ahead()), 0))::int end as available
                      from market.products p
                      left join market.stock k on k.product_id = p.id
                     where p.id = any (buyable.products)) t,
                   lateral (select market.share_of(t.total)::int as share) s) f;
end;
drop function market.available(uuid[], date);

create or replace function market.check_buyer(buyer bytea, orderings uuid[])
    returns table (problem text, product_id uuid, most int)
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    open_orders int := (select l.value from market.order_limits l where l.key = 'open-orders');
begin
    perform pg_advisory_xact_lock(('x' || encode(substring(buyer from 1 for 8), 'hex'))::bit(64)::bigint);
    if (select count(distinct o.checkout_id) from market.orders o
         where o.buyer_hash = buyer and o.status = 'placed' and o.token_hash is not null) > open_orders then
        return query select 'open-orders', null::uuid, open_orders;
        return;
    end if;
    return query
        select 'share', h.product_id, greatest(0, m.share - h.before)::int
          from (select r.product_id,
                       sum(r.quantity) as total,
                       coalesce(sum(r.quantity) filter (where r.order_id <> all (orderings)), 0) as before,
                       bool_or(r.order_id = any (orderings)) as is_asked
                  from market.orders o
                  join market.reservations r on r.order_id = o.id and r.state = 'held'
                 where o.buyer_hash = buyer and o.status = 'placed' and o.token_hash is not null
                 group by r.product_id) h
          join market.products p on p.id = h.product_id
          left join market.stock s on s.product_id = h.product_id and p.kind = 'ready'
         cross join lateral (select market.share_of(coalesce(
                             s.on_hand, p.week_capacity::bigint * market.weeks_ahead(), 0)) as share) m
         where h.is_asked and h.total > m.share
         order by h.product_id;
end $$;

-- How much is left, in three words: none when nothing can be bought. Ten and fewer is said by number on the product's
-- own page.
create function market.coarse_stock(free int, on_hand int, min_quantity int) returns text
    language sql stable
begin atomic
    select case when least(free, market.share_of(on_hand)) < min_quantity then 'none'
                when free <= 10 then 'few' else 'plenty' end;
end;

-- Price and stock of a listing follow from the product's limits, whoever writes the row. Of what is made to order the
-- weeks are told by market.booked; here counts whether any week could hold the smallest order.
create function market.limit_listing() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select market.unit_price(p.id, p.price, p.min_quantity),
           case when p.kind = 'ready'
                then market.coarse_stock(coalesce(k.on_hand - k.reserved, 0), coalesce(k.on_hand, 0), p.min_quantity)
                when market.share_of(p.week_capacity::bigint * market.weeks_ahead()) < p.min_quantity then 'none'
                else 'plenty' end
      into strict new.price, new.stock
      from market.products p
      left join market.stock k on k.product_id = p.id
     where p.id = new.product_id;
    return new;
end $$;
create trigger listings_limits before insert on market.listings
    for each row execute function market.limit_listing();

create or replace function market.stock_inserted() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.products where id in (select product_id from changed) order by id for no key update;
    update market.listings l
       set stock = market.coarse_stock(n.on_hand - n.reserved, n.on_hand, l.min_quantity)
      from changed n
     where l.product_id = n.product_id and l.kind = 'ready'
       and l.stock <> market.coarse_stock(n.on_hand - n.reserved, n.on_hand, l.min_quantity);
    return null;
end $$;

-- A shelf crossed from one coarse state to another. It looks first: an update that finds nothing would still note a
-- change, and every answer that is kept would be made anew.
create or replace function market.coarse_stock_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    if exists (select from market.listings l
                where l.product_id = new.product_id and l.kind = 'ready'
                  and l.stock <> market.coarse_stock(new.on_hand - new.reserved, new.on_hand, l.min_quantity)) then
        update market.listings l
           set stock = market.coarse_stock(new.on_hand - new.reserved, new.on_hand, l.min_quantity)
         where l.product_id = new.product_id;
    end if;
    return null;
end $$;
-- Goods that leave change what one buyer may hold, though nothing more is free.
drop trigger listings_stock on market.stock;
create trigger listings_stock after update on market.stock for each row
    when (old.on_hand - old.reserved <> new.on_hand - new.reserved or old.on_hand <> new.on_hand)
    execute function market.coarse_stock_changed();

-- From which day on, and until before which, the weeks an order may be spread over hold less than the smallest order.
-- Orders fill weeks from the first on, so the last such days are the only ones that are still to come.
create or replace function market.booked(product uuid, lead_days int, out booked_from date, out booked_until date)
    language sql stable
begin atomic
    with span as (
             select min(c.week) as first, max(c.week) as last
               from market.week_capacity c
              where c.product_id = booked.product),
         weeks as (
             select s.first + 7 * n.ordinal as week, coalesce(c.capacity - c.reserved, p.week_capacity) as free
               from span s
               join market.products p on p.id = booked.product
              cross join generate_series(1 - market.weeks_ahead(),
                                         (s.last - s.first) / 7 + market.weeks_ahead() - 1) as n (ordinal)
               left join market.week_capacity c on c.product_id = p.id and c.week = s.first + 7 * n.ordinal),
         windows as (
             select w.week,
                    sum(w.free) over (order by w.week
                                      rows between current row and market.weeks_ahead() - 1 following) as free
               from weeks w),
         short as (
             select w.week, w.week - 7 * (row_number() over (order by w.week))::int as run
               from windows w
               join market.products p on p.id = booked.product
               join span s on w.week <= s.last
              where w.free < p.min_quantity)
    select min(r.week) - booked.lead_days, max(r.week) + 7 - booked.lead_days
      from short r
     group by r.run
     order by max(r.week) desc
     limit 1;
end;

-- A week has more or less room than before. It looks first too: where single pieces are sold, only whether a week is full
-- counts. The listing is held before the weeks are read, so that of two changes the later one sees both.
create or replace function market.week_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    listed record;
    before int;
    free int := new.capacity - new.reserved;
    now record;
begin
    select l.min_quantity, p.week_capacity into listed
      from market.listings l
      join market.products p on p.id = l.product_id
     where l.product_id = new.product_id and l.kind = 'made-to-order';
    if not found then
        return null;
    end if;
    before := listed.week_capacity;
    if tg_op = 'UPDATE' then
        before := old.capacity - old.reserved;
    end if;
    if before = free or listed.min_quantity = 1 and (before <= 0) = (free <= 0) then
        return null;
    end if;
    perform 1 from market.listings l where l.product_id = new.product_id for no key update;
    select b.booked_from, b.booked_until into now
      from market.listings l
      join market.products p on p.id = l.product_id
      left join lateral market.booked(p.id, p.lead_days) b on true
     where l.product_id = new.product_id
       and (l.booked_from, l.booked_until) is distinct from (b.booked_from, b.booked_until);
    if found then
        update market.listings l
           set booked_from = now.booked_from, booked_until = now.booked_until
         where l.product_id = new.product_id;
    end if;
    return null;
end $$;
drop trigger listings_insert on market.week_capacity;
drop trigger listings_update on market.week_capacity;
create trigger listings_insert after insert on market.week_capacity
    for each row execute function market.week_changed();
create trigger listings_update after update on market.week_capacity for each row
    when (old.capacity - old.reserved <> new.capacity - new.reserved) execute function market.week_changed();

-- A step came, changed or went: what the smallest order costs may be another.
create function market.steps_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ids uuid[] := array(select distinct product_id from changed order by 1);
begin
    perform 1 from market.products where id = any (ids) order by id for no key update;
    if exists (select from market.listings l
                 join market.products p on p.id = l.product_id
                where l.product_id = any (ids)
                  and l.price <> market.unit_price(p.id, p.price, p.min_quantity)) then
        update market.listings l
           set price = market.unit_price(p.id, p.price, p.min_quantity)
          from market.products p
         where p.id = l.product_id and l.product_id = any (ids)
           and l.price <> market.unit_price(p.id, p.price, p.min_quantity);
    end if;
    return null;
end $$;
create trigger steps_inserted after insert on market.price_steps
    referencing new table as changed for each statement execute function market.steps_changed();
create trigger steps_updated after update on market.price_steps
    referencing new table as changed for each statement execute function market.steps_changed();
create trigger steps_deleted after delete on market.price_steps
    referencing old table as changed for each statement execute function market.steps_changed();

-- An operator gives buyers another share: every listing is looked at again.
create function market.limits_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_listings(array(select id from market.products order by id));
    return null;
end $$;
create trigger limits_changed after update on market.order_limits
    for each statement execute function market.limits_changed();

revoke execute on function market.limit_listing(), market.steps_changed(), market.limits_changed() from public;

select market.refresh_listings(array(select id from market.products order by id));
