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
values ('open-orders', 5, 'checkouts with an order that no group has confirmed yet, for one phone number'),
       ('share-from', 20, 'a shelf, or the weeks ahead, with more than so many is shared: one phone number gets a part'),
       ('share-percent', 50, 'that part, in orders that no group has confirmed yet'),
       ('undo-minutes', 30, 'how long the last step can be taken back'),
       ('close-days', 7, 'after so many quiet days what arrived and is paid closes by itself');
grant select on market.payment_terms, market.order_limits to ${appRole};

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
    if (select count(distinct o.checkout_id) from market.orders o
         where o.buyer_hash = buyer and o.status = 'placed' and o.token_hash is not null) > open_orders then
        return query select 'open-orders', null::uuid, open_orders;
        return;
    end if;
    return query
        select 'share', h.product_id, greatest(0, (m.most * share_percent / 100 - h.before)::int)
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
         cross join lateral (select coalesce(s.on_hand, p.week_capacity::bigint * market.weeks_ahead(), 0) as most) m
         where h.is_asked and m.most > share_from and h.total > m.most * share_percent / 100
         order by h.product_id;
end $$;

revoke execute on function market.reserve_all(uuid[], date), market.unused_codes(text[]),
    market.check_buyer(bytea, uuid[]) from public;
grant execute on function market.reserve_all(uuid[], date), market.unused_codes(text[]),
    market.check_buyer(bytea, uuid[]) to ${appRole};
