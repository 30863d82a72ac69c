-- Questions of who places orders that look beyond the asker's scope.

-- Of these codes those that no order has.
create or replace function market.unused_codes(candidates text[]) returns text[]
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select coalesce(array_agg(c.code order by c.position), '{}')
      from unnest(candidates) with ordinality as c (code, position)
     where not exists (select 1 from market.orders o where o.code = c.code);
end;

-- Whether one phone number, named by a hash that only the application can make, has too much open with these orders.
-- Waits for others that ask about the same number, so that two orders at once cannot both be the last allowed one.
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

revoke execute on function market.unused_codes(text[]), market.check_buyer(bytea, uuid[]) from public;
grant execute on function market.unused_codes(text[]), market.check_buyer(bytea, uuid[]) to ${appRole};
