-- The same answers, each part computed once a row: without the fences (offset 0) the planner copies the share and the
-- obstacle into every place that names them, which made the page of a product a tenth slower.
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
                     where p.id = any (buyable.products)
                    offset 0) t,
                   lateral (select market.share_of(t.total)::int as share offset 0) s
             offset 0) f;
end;
