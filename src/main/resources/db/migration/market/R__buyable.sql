-- What can be bought of a product is one question with one answer, market.buyable, made of all its limits: what is free,
-- what one buyer may hold, the smallest and the largest order, the weeks ahead, and whether the group takes orders at all
-- (market.obstacle). Lists keep its coarse form: see R__listings.sql.

-- How many weeks ahead an order may be spread.
create or replace function market.weeks_ahead() returns int language sql immutable return 12;

-- What one costs when so many are bought: of the highest step that they reach, or the product's own price. A step at or
-- below the smallest order is what everybody pays.
create or replace function market.unit_price(product uuid, own_price bigint, quantity bigint) returns bigint
    language sql stable
begin atomic
    select coalesce((select t.price
                       from market.price_steps t
                      where t.product_id = product and t.from_quantity <= quantity
                      order by t.from_quantity desc
                      limit 1), own_price);
end;

-- The most of so many that one phone number may hold in orders that no group has confirmed yet.
create or replace function market.share_of(total bigint) returns bigint
    language sql stable
begin atomic
    select case when total > f.value then total * p.value / 100 else total end
      from market.order_limits f, market.order_limits p
     where f.key = 'share-from' and p.key = 'share-percent';
end;

-- By which ways the goods of a group come to buyers now, and whether one of its couriers collects cash. A way without a
-- price is none; nor is a courier whose newest rule does not say how it weighs.
create or replace function market.handing_over(seller uuid, out pickup boolean, out own boolean, out courier boolean,
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

-- The most that is sent by courier in one order; delivery.GroupDelivery says the same.
create or replace function market.most_kilograms() returns int language sql immutable return 100;

-- The kilograms that a courier charges, by weight or by room in cubic millimetres; delivery.WeightRule says the same.
create or replace function market.courier_kilograms(minimum_kg int, tolerance_grams int, volumetric_divisor int,
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
create or replace function market.obstacle(seller uuid, grams bigint, room bigint, goods bigint) returns text
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
create or replace function market.obstacle(product market.products) returns text
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
    select f.id, f.available, f.share, f.at_least,
           case when f.most >= f.at_least and f.obstacle is null then f.most else 0 end, f.obstacle
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
