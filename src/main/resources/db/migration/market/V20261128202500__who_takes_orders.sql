-- Whether a group takes orders at all is part of what can be bought: its goods come to buyers by at least one way, and are
-- paid by at least one. market.obstacle is the one answer; lists keep it.

-- Read copy of payment.Payments#methodsOf: whether the group can be paid by QRIS, transfer or a provider's page.
alter table market.sellers add column is_paid_ahead boolean not null default false;
update market.sellers s
   set is_paid_ahead = true
 where exists (select from payment.ways_of(array[s.group_id]));

-- By which ways the goods of a group come to buyers now, and whether one of its couriers collects cash. A way without a
-- price is none; nor is a courier whose newest rule does not say how it weighs.
create function market.handing_over(seller uuid, out pickup boolean, out own boolean, out courier boolean,
                                    out courier_cash boolean)
    language sql stable
begin atomic
    select coalesce(h.offers_pickup, true),
           coalesce(h.offers_own_delivery, false)
               and exists (select from market.delivery_rates d where d.group_id = handing_over.seller),
           coalesce(h.offers_courier, false) and c.is_used,
           coalesce(h.offers_courier, false) and c.takes_cash
      from (select coalesce(bool_or(r.minimum_kg is not null and r.tolerance_grams is not null), false) as is_used,
                   coalesce(bool_or(r.minimum_kg is not null and r.tolerance_grams is not null and r.collects_cash),
                            false) as takes_cash
              from (select distinct t.courier_key
                      from market.courier_tariffs t
                     where t.group_id = handing_over.seller) t,
                   lateral (select r.minimum_kg, r.tolerance_grams, r.collects_cash
                              from market.courier_rules r
                             where r.courier_key = t.courier_key
                             order by r.noted_on desc
                             limit 1) r) c
      left join market.shops h on h.group_id = handing_over.seller;
end;

-- Why no order of a product of that group can be placed: 'delivery' and 'payment' when the group has no way to hand over
-- or to be paid, 'weight' when only couriers bring it and nobody weighed it; null when nothing stands in the way. A way to
-- be paid is none when no way of handing over goes with it: cash needs somebody who takes it.
create function market.obstacle(seller uuid, is_weighed boolean) returns text
    language sql stable
begin atomic
    select case when not (w.pickup or w.own or w.courier) then 'delivery'
                when not (w.pickup or w.own or obstacle.is_weighed) then 'weight'
                when not (coalesce(s.is_paid_ahead, false)
                          or coalesce(h.takes_institutions, false)
                          or coalesce(h.takes_cod, true)
                             and (w.pickup or w.own or obstacle.is_weighed and w.courier_cash)) then 'payment' end
      from market.handing_over(obstacle.seller) w
      left join market.sellers s on s.group_id = obstacle.seller
      left join market.shops h on h.group_id = obstacle.seller;
end;

alter table market.listings add column takes_orders boolean not null default true;
-- What waits for its group or an office to say how it is paid or handed over.
create index listings_untaken on market.listings (area_code) where not takes_orders;

drop function market.buyable(uuid[], date);
-- What one buyer who has nothing open yet can buy of each of these in one order on that day. `most` is 0 when nothing
-- can be bought: too little is free, what one buyer may hold is less than the smallest order, or there is an obstacle.
create function market.buyable(products uuid[], today date)
    returns table (product_id uuid, available int, share int, at_least int, most int, obstacle text)
    language sql stable
begin atomic
    select f.id, f.available, f.share, f.at_least, case when f.most >= f.at_least and f.obstacle is null then f.most else 0 end, f.obstacle
      from (select t.id, t.available, s.share, t.min_quantity as at_least, t.obstacle,
                   -- A line of an order holds no more than 100,000; the table says the same.
                   least(t.available, s.share, coalesce(t.max_quantity, 100000)) as most
              from (select p.id, p.min_quantity, p.max_quantity,
                           case when l.takes_orders is not true
                                then market.obstacle(p.group_id, p.weight_grams is not null) end as obstacle,
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
                      left join market.listings l on l.product_id = p.id
                     where p.id = any (buyable.products)) t,
                   lateral (select market.share_of(t.total)::int as share) s) f;
end;

create or replace function market.refresh_listings(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
    perform 1 from market.stock where product_id = any (ids) order by product_id for share;
    perform 1 from market.week_capacity where product_id = any (ids) order by product_id, week for share;

    delete from market.listings l
     using market.products p
      left join market.sellers s on s.group_id = p.group_id
     where p.id = l.product_id and p.id = any (ids) and (p.state <> 'published' or s.is_open is not true);

    insert into market.listings as l (product_id, slug, name, name_key, group_id, group_slug, group_name, area_code,
           place, category_key, kind, price, unit, min_quantity, halal_until, p_irt_until, stock, booked_from,
           booked_until, takes_orders, picture, picture_alt, published_at, search, named)
    select p.id, p.slug, p.name, platform.plain(p.name), p.group_id, s.slug, s.name, p.area_code, s.place, p.category_key,
           p.kind, p.price, p.unit, p.min_quantity,
           case when p.halal = 'certified' and s.halal is not null then coalesce(s.halal_until, 'infinity') end,
           case when s.p_irt is not null and market.may_have_p_irt(c.is_dry, p.storage, p.shelf_life_days)
                then coalesce(s.p_irt_until, 'infinity') end,
           case when p.kind = 'ready' then market.coarse_stock(coalesce(k.on_hand - k.reserved, 0), p.min_quantity)
                else 'plenty' end,
           b.booked_from, b.booked_until, market.obstacle(p.group_id, p.weight_grams is not null) is null,
           f.thumb_hash, f.alt, p.published_at,
           n.named || market.named(s.former_names)
               || setweight(to_tsvector('indonesian', platform.plain(s.place)), 'B')
               || setweight(to_tsvector('indonesian', platform.plain(c.name_id || ' ' || c.name_en)), 'B')
               || setweight(to_tsvector('indonesian', platform.plain(p.description || ' ' || coalesce(p.ingredients, ''))), 'C'),
           n.named
      from market.products p
      join market.sellers s on s.group_id = p.group_id and s.is_open
      join market.categories c on c.key = p.category_key
      left join market.stock k on k.product_id = p.id
      left join lateral (select h.thumb_hash, h.alt
                           from market.product_photos h
                          where h.product_id = p.id and h.removed_at is null
                          order by h.position, h.id
                          limit 1) f on true
      left join lateral (select w.booked_from, w.booked_until
                           from market.booked(p.id, p.lead_days) w
                          where p.kind = 'made-to-order') b on true,
           lateral (select market.named(p.name || ' ' || s.name) as named) n
     where p.id = any (ids) and p.state = 'published'
     order by p.id
        on conflict (product_id) do update
       set slug = excluded.slug, name = excluded.name, name_key = excluded.name_key, group_id = excluded.group_id,
           group_slug = excluded.group_slug, group_name = excluded.group_name, area_code = excluded.area_code,
           place = excluded.place, category_key = excluded.category_key, kind = excluded.kind, price = excluded.price,
           unit = excluded.unit, min_quantity = excluded.min_quantity, halal_until = excluded.halal_until, p_irt_until = excluded.p_irt_until,
           stock = excluded.stock, booked_from = excluded.booked_from, booked_until = excluded.booked_until,
           takes_orders = excluded.takes_orders,
           picture = excluded.picture, picture_alt = excluded.picture_alt, published_at = excluded.published_at,
           search = excluded.search, named = excluded.named
     where l is distinct from excluded;

    insert into market.search_words (word)
    select distinct w.word
      from market.listings l
      join market.sellers s on s.group_id = l.group_id
      join market.categories c on c.key = l.category_key,
           string_to_table(platform.plain(l.name || ' ' || l.group_name || ' ' || s.former_names || ' ' || l.place || ' '
                                          || c.name_id), ' ')
               as w (word)
     where l.product_id = any (ids) and char_length(w.word) between 3 and 40
     order by 1
        on conflict do nothing;
end $$;

-- Looks at what these groups sell again. The seller is held as when a product changes: see market.refresh_listings. It looks
-- first: an update that finds nothing would still note a change, and every answer that is kept would be made anew.
create function market.refresh_obstacles(groups uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.sellers where group_id = any (groups) order by group_id for no key update;
    if exists (select from market.listings l
                 join market.products p on p.id = l.product_id
                where l.group_id = any (groups)
                  and l.takes_orders <> (market.obstacle(p.group_id, p.weight_grams is not null) is null)) then
        update market.listings l
           set takes_orders = not l.takes_orders
          from market.products p
         where p.id = l.product_id and l.group_id = any (groups)
           and l.takes_orders <> (market.obstacle(p.group_id, p.weight_grams is not null) is null);
    end if;
end $$;

create function market.shop_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_obstacles(case tg_op when 'INSERT' then array[new.group_id]
                                                when 'DELETE' then array[old.group_id]
                                                else array[old.group_id, new.group_id] end);
    return null;
end $$;
-- A shop begins with cash and pick-up, as if there were none yet.
create trigger obstacles_inserted after insert on market.shops for each row
    when (not (new.takes_cod and new.offers_pickup)) execute function market.shop_changed();
create trigger obstacles_updated after update on market.shops for each row
    when ((old.group_id, old.takes_cod, old.takes_institutions, old.offers_pickup, old.offers_own_delivery,
           old.offers_courier)
          is distinct from (new.group_id, new.takes_cod, new.takes_institutions, new.offers_pickup,
                            new.offers_own_delivery, new.offers_courier))
    execute function market.shop_changed();
do $$
declare
    part text;
begin
    foreach part in array array['delivery_rates', 'courier_tariffs'] loop
        execute format('create trigger obstacles_changed after insert or delete or update of group_id on market.%I
                        for each row execute function market.shop_changed()', part);
    end loop;
end $$;

-- A courier weighs or collects otherwise than before.
create function market.couriers_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_obstacles(array(select distinct group_id from market.courier_tariffs order by 1));
    return null;
end $$;
create trigger obstacles_changed after insert or update or delete on market.courier_rules
    for each statement execute function market.couriers_changed();

revoke execute on function market.refresh_obstacles(uuid[]), market.shop_changed(), market.couriers_changed()
    from public;

select market.refresh_obstacles(array(select group_id from market.sellers order by group_id));
