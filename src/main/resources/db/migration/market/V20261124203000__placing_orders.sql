-- What placing and changing orders needs beside the tables: times and limits as rows, and the questions that look
-- beyond the asker's scope.

-- How long an order keeps its goods, by the way it is paid. Source: notes on overselling, "reservations expire by payment
-- kind"; a QR code counts for an hour, with a quarter of an hour for who pays at its last minute.
create table market.payment_terms (
    method        text primary key check (method in ('qris', 'transfer', 'cod', 'invoice', 'gateway')),
    -- Paid before the group begins, at the door, or after delivery.
    path          text not null check (path in ('pay-first', 'cash-on-delivery', 'deliver-then-pay')),
    -- From the order until somebody must have paid, or the group must have said yes.
    open_minutes  int not null check (open_minutes > 0),
    -- From a claim to have paid until the group must have looked.
    claim_minutes int not null check (claim_minutes > 0)
);
insert into market.payment_terms (method, path, open_minutes, claim_minutes)
values ('qris', 'pay-first', 75, 2880),
       ('transfer', 'pay-first', 1440, 2880),
       ('gateway', 'pay-first', 1440, 2880),
       ('cod', 'cash-on-delivery', 2880, 2880),
       ('invoice', 'deliver-then-pay', 10080, 2880);

create table market.order_limits (
    key   text primary key,
    value int not null check (value >= 0),
    means text not null
);
insert into market.order_limits (key, value, means)
values ('open-orders', 5, 'orders that no group has confirmed yet, for one phone number'),
       ('share-from', 20, 'a shelf with more than so many is shared: one phone number gets a part of it'),
       ('share-percent', 50, 'that part, in orders that no group has confirmed yet'),
       ('undo-minutes', 30, 'how long the last step can be taken back');
grant select on market.payment_terms, market.order_limits to ${appRole};

-- The slug as it was when it was ordered: a buyer still reads it when the product rests.
alter table market.order_lines add column slug text not null;
-- Until when the goods were kept before the change, so that it can be taken back.
alter table market.order_changes add column expires_before timestamptz;
-- One checkout's orders are read together with their buyers by who searches a name.
create index order_buyers_group on market.order_buyers (group_id);

-- As before, and: how many there are never reads as more than was asked for; the order learns the week of its last part.
create or replace function market.reserve(orderings uuid[], today date)
    returns table (product_id uuid, requested int, available int)
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    line record;
    monday date;
    wanted int;
    taken int;
    free int;
    made boolean := false;
begin
    for line in
        select l.order_id, l.product_id, sum(l.quantity)::int as quantity, p.kind, p.week_capacity, p.lead_days,
               p.group_id, p.area_code
          from market.order_lines l
          join market.products p on p.id = l.product_id
         where l.order_id = any (orderings)
           and not exists (select 1 from market.reservations r
                            where r.order_id = l.order_id and r.product_id = l.product_id and r.state <> 'released')
         group by l.order_id, l.product_id, p.id
         order by l.product_id, l.order_id
    loop
        if line.kind = 'ready' then
            update market.stock s
               set reserved = s.reserved + line.quantity
             where s.product_id = line.product_id and s.on_hand - s.reserved >= line.quantity;
            if found then
                insert into market.reservations as r (order_id, product_id, week, group_id, area_code, quantity, state)
                values (line.order_id, line.product_id, null, line.group_id, line.area_code, line.quantity, 'held')
                    on conflict (order_id, product_id, week) do update
                   set state = 'held', quantity = excluded.quantity;
                continue;
            end if;
            select s.on_hand - s.reserved into free from market.stock s where s.product_id = line.product_id;
            product_id := line.product_id;
            requested := line.quantity;
            -- Somebody may have given some back a moment ago.
            available := least(coalesce(free, 0), line.quantity - 1);
            return next;
        else
            made := true;
            wanted := line.quantity;
            monday := date_trunc('week', (today + line.lead_days)::timestamp)::date;
            for ahead in 0 .. market.weeks_ahead() - 1 loop
                exit when wanted = 0;
                insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                values (line.product_id, monday + 7 * ahead, line.group_id, line.area_code, line.week_capacity)
                    on conflict (product_id, week) do nothing;
                select c.capacity - c.reserved into free
                  from market.week_capacity c
                 where c.product_id = line.product_id and c.week = monday + 7 * ahead
                   for no key update;
                taken := least(free, wanted);
                continue when taken <= 0;
                update market.week_capacity c
                   set reserved = c.reserved + taken
                 where c.product_id = line.product_id and c.week = monday + 7 * ahead;
                insert into market.reservations as r (order_id, product_id, week, group_id, area_code, quantity, state)
                values (line.order_id, line.product_id, monday + 7 * ahead, line.group_id, line.area_code, taken, 'held')
                    on conflict (order_id, product_id, week) do update
                   set state = 'held', quantity = excluded.quantity;
                wanted := wanted - taken;
            end loop;
            if wanted > 0 then
                product_id := line.product_id;
                requested := line.quantity;
                available := line.quantity - wanted;
                return next;
            end if;
        end if;
    end loop;
    if made then
        update market.orders o
           set promised_week = (select max(r.week) from market.reservations r
                                 where r.order_id = o.id and r.state = 'held')
         where o.id = any (orderings);
    end if;
end $$;

-- The same, all or nothing: whether there was enough of everything. What was taken on the way is given back.
create function market.reserve_all(orderings uuid[], today date) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    if exists (select 1 from market.reserve(orderings, today)) then
        raise exception 'too little' using errcode = 'PM001';
    end if;
    return true;
exception
    when sqlstate 'PM001' then
        return false;
end $$;

-- Stricter than before: an order has lines; before the goods leave they are held, afterwards they are used.
create or replace function market.check_reserved() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ordering uuid;
    stands text;
    must_be text;
begin
    if tg_table_name = 'orders' then
        ordering := new.id;
    else
        ordering := new.order_id;
    end if;
    select o.status into stands from market.orders o where o.id = ordering;
    if stands in ('cancelled', 'expired', 'refused') then
        if exists (select 1 from market.reservations r where r.order_id = ordering and r.state <> 'released') then
            raise exception 'order % has ended and still holds stock', ordering using errcode = 'check_violation';
        end if;
        return null;
    end if;
    must_be := case when stands in ('sent', 'delivered', 'closed', 'disputed') then 'used' else 'held' end;
    if not exists (select 1 from market.order_lines l where l.order_id = ordering) or exists (
            select 1
              from (select l.product_id, sum(l.quantity) as quantity
                      from market.order_lines l where l.order_id = ordering group by l.product_id) l
              full join (select r.product_id, sum(r.quantity) as quantity
                           from market.reservations r
                          where r.order_id = ordering and r.state = must_be group by r.product_id) r
                using (product_id)
             where l.quantity is distinct from r.quantity)
       or exists (select 1 from market.reservations r
                   where r.order_id = ordering and r.state not in ('released', must_be)) then
        raise exception 'order % does not hold what it asks for', ordering using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- Of these codes those that no order has.
create function market.unused_codes(candidates text[]) returns text[]
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select coalesce(array_agg(c.code order by c.position), '{}')
      from unnest(candidates) with ordinality as c (code, position)
     where not exists (select 1 from market.orders o where o.code = c.code);
end;

-- Whether one phone number, named by a hash that only the application can make, has too much open with these orders.
-- Waits for whoever asks about the same number, so that two orders at once cannot both be the last allowed one.
create function market.check_buyer(buyer bytea, orderings uuid[])
    returns table (problem text, product_id uuid, most int)
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    open_orders int := (select l.value from market.order_limits l where l.key = 'open-orders');
    share_from int := (select l.value from market.order_limits l where l.key = 'share-from');
    share_percent int := (select l.value from market.order_limits l where l.key = 'share-percent');
begin
    perform pg_advisory_xact_lock(('x' || encode(substring(buyer from 1 for 8), 'hex'))::bit(64)::bigint);
    if (select count(*) from market.orders o
         where o.buyer_hash = buyer and o.status = 'placed' and o.token_hash is not null) > open_orders then
        return query select 'open-orders', null::uuid, open_orders;
        return;
    end if;
    return query
        select 'share', s.product_id,
               greatest(0, (s.on_hand::bigint * share_percent / 100 - h.before)::int)
          from (select r.product_id,
                       sum(r.quantity) as total,
                       coalesce(sum(r.quantity) filter (where r.order_id <> all (orderings)), 0) as before,
                       bool_or(r.order_id = any (orderings)) as is_asked
                  from market.orders o
                  join market.reservations r on r.order_id = o.id and r.state = 'held' and r.week is null
                 where o.buyer_hash = buyer and o.status = 'placed' and o.token_hash is not null
                 group by r.product_id) h
          join market.stock s on s.product_id = h.product_id
         where h.is_asked and s.on_hand > share_from and h.total > s.on_hand::bigint * share_percent / 100
         order by s.product_id;
end $$;

revoke execute on function market.reserve_all(uuid[], date), market.unused_codes(text[]),
    market.check_buyer(bytea, uuid[]) from public;
grant execute on function market.reserve_all(uuid[], date), market.unused_codes(text[]),
    market.check_buyer(bytea, uuid[]) to ${appRole};
