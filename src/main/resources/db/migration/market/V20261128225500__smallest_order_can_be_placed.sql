-- An order of a product is possible only when its smallest order is: a courier carries 100 kg at most, and one payment by
-- QRIS is Rp10,000,000 at most. market.obstacle is still the one answer; it knows the smallest order now.

-- Read copy of payment.Payments#mostAhead: the most that one payment before delivery can be; null when nothing bounds it.
alter table market.sellers add column paid_ahead_most bigint check (paid_ahead_most > 0);
update market.sellers s
   set paid_ahead_most = 10000000
 where s.is_paid_ahead
   and not exists (select from payment.ways_of(array[s.group_id]) w where w.kind <> 'qris')
   and exists (select from payment.ways_of(array[s.group_id]));

-- The most that is sent by courier in one order; delivery.GroupDelivery says the same.
create function market.most_kilograms() returns int language sql immutable return 100;

-- The kilograms that a courier charges, by weight or by room in cubic millimetres; delivery.WeightRule says the same.
create function market.courier_kilograms(minimum_kg int, tolerance_grams int, volumetric_divisor int,
                                         grams bigint, room bigint) returns bigint
    language sql immutable
    return greatest(minimum_kg,
                    grams / 1000 + (grams % 1000 > tolerance_grams)::int,
                    room / (1000::bigint * volumetric_divisor)
                        + (room % (1000::bigint * volumetric_divisor)
                           > tolerance_grams::bigint * volumetric_divisor)::int);

-- Why no order of so much from that group can be placed: 'delivery' and 'payment' when the group has no way to hand over
-- or to be paid, 'weight' when only couriers bring it and nobody weighed it, 'too-heavy' when only couriers bring it and
-- none carries so much, 'amount' when it can only be paid by QRIS and costs more than that takes; null when nothing stands
-- in the way. A way to be paid is none when no way of handing over goes with it: cash needs somebody who takes it.
-- `grams` is null when nobody weighed it, `room` is in cubic millimetres, `goods` in rupiah without delivery.
create function market.obstacle(seller uuid, grams bigint, room bigint, goods bigint) returns text
    language sql stable
begin atomic
    with sent as (
             select count(*) > 0 as is_carried, coalesce(bool_or(r.collects_cash), false) as takes_cash,
                    min(k.kilograms * t.per_kg) as fee
               from market.courier_tariffs t,
                    lateral (select r.minimum_kg, r.tolerance_grams, r.volumetric_divisor, r.collects_cash
                               from market.courier_rules r
                              where r.courier_key = t.courier_key
                              order by r.noted_on desc
                              limit 1) r,
                    lateral (select market.courier_kilograms(r.minimum_kg, r.tolerance_grams, r.volumetric_divisor,
                                                             obstacle.grams, obstacle.room) as kilograms) k
              where t.group_id = obstacle.seller and r.minimum_kg is not null and r.tolerance_grams is not null
                and k.kilograms <= market.most_kilograms() and obstacle.grams is not null),
         brought as (
             select min(case when obstacle.goods >= d.free_from then 0 else d.fee end) as fee
               from market.delivery_rates d
              where d.group_id = obstacle.seller),
         ways as (
             select w.pickup, w.own, w.courier, w.courier and sent.is_carried as is_sent,
                    w.courier and sent.is_carried and sent.takes_cash as takes_cash,
                    obstacle.goods + least(case when w.pickup then 0 end, case when w.own then brought.fee end,
                                           case when w.courier then sent.fee end) as total
               from market.handing_over(obstacle.seller) w, sent, brought)
    select case when not (w.pickup or w.own or w.courier) then 'delivery'
                when not (w.pickup or w.own or obstacle.grams is not null) then 'weight'
                when not (w.pickup or w.own or w.is_sent) then 'too-heavy'
                when coalesce(h.takes_institutions, false)
                     or coalesce(h.takes_cod, true) and (w.pickup or w.own or w.takes_cash) then null
                when not coalesce(s.is_paid_ahead, false) then 'payment'
                when w.total > s.paid_ahead_most then 'amount' end
      from ways w
      left join market.sellers s on s.group_id = obstacle.seller
      left join market.shops h on h.group_id = obstacle.seller;
end;

-- The same for the smallest order of a product.
create function market.obstacle(product market.products) returns text
    language sql stable
begin atomic
    select market.obstacle(product.group_id, product.weight_grams::bigint * product.min_quantity,
                           coalesce(product.length_mm::bigint * product.width_mm * product.height_mm, 0)
                               * product.min_quantity,
                           market.unit_price(product.id, product.price, product.min_quantity) * product.min_quantity);
end;

-- What one buyer who has nothing open yet can buy of each of these in one order on that day. `most` is 0 when nothing
-- can be bought: too little is free, what one buyer may hold is less than the smallest order, or there is an obstacle.
-- Each part is computed once a row: without the fences (offset 0) the planner copies the share and the obstacle into every
-- place that names them, which made the page of a product a tenth slower.
create or replace function market.buyable(products uuid[], today date)
    returns table (product_id uuid, available int, share int, at_least int, most int, obstacle text)
    language sql stable
begin atomic
    select f.id, f.available, f.share, f.at_least, case when f.most >= f.at_least and f.obstacle is null then f.most else 0 end, f.obstacle
      from (select t.id, t.available, s.share, t.min_quantity as at_least, t.obstacle,
                   -- A line of an order holds no more than 100,000; the table says the same.
                   least(t.available, s.share, coalesce(t.max_quantity, 100000)) as most
              from (select p.id, p.min_quantity, p.max_quantity,
                           case when l.takes_orders is not true
                                then market.obstacle(p) end as obstacle,
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
                     where p.id = any (buyable.products)
                    offset 0) t,
                   lateral (select market.share_of(t.total)::int as share offset 0) s
             offset 0) f;
end;

drop function market.obstacle(uuid, boolean);

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
           b.booked_from, b.booked_until, market.obstacle(p) is null,
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
create or replace function market.refresh_obstacles(groups uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.sellers where group_id = any (groups) order by group_id for no key update;
    if exists (select from market.listings l
                 join market.products p on p.id = l.product_id
                where l.group_id = any (groups)
                  and l.takes_orders <> (market.obstacle(p) is null)) then
        update market.listings l
           set takes_orders = not l.takes_orders
          from market.products p
         where p.id = l.product_id and l.group_id = any (groups)
           and l.takes_orders <> (market.obstacle(p) is null);
    end if;
end $$;

-- A step came, changed or went: what the smallest order costs may be another. The seller is held as when a product
-- changes: see market.refresh_listings.
create or replace function market.steps_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ids uuid[] := array(select distinct product_id from changed order by 1);
begin
    perform 1 from market.products where id = any (ids) order by id for no key update;
    perform 1 from market.sellers
      where group_id in (select p.group_id from market.products p where p.id = any (ids))
      order by group_id for share;
    if exists (select from market.listings l
                 join market.products p on p.id = l.product_id
                where l.product_id = any (ids)
                  and (l.price, l.takes_orders)
                      <> (market.unit_price(p.id, p.price, p.min_quantity), market.obstacle(p) is null)) then
        update market.listings l
           set price = market.unit_price(p.id, p.price, p.min_quantity), takes_orders = market.obstacle(p) is null
          from market.products p
         where p.id = l.product_id and l.product_id = any (ids)
           and (l.price, l.takes_orders)
               <> (market.unit_price(p.id, p.price, p.min_quantity), market.obstacle(p) is null);
    end if;
    return null;
end $$;

select market.refresh_obstacles(array(select group_id from market.sellers order by group_id));
