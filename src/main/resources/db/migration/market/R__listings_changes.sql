-- Whatever a listing is made of, a change of it is in the listing when the transaction ends: see market.refresh_listings.

-- Products, and what hangs on them: the transition table names them by id or by product_id.
create or replace function market.products_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ids uuid[];
begin
    if tg_table_name = 'products' then
        ids := array(select distinct id from changed order by 1);
    else
        ids := array(select distinct product_id from changed order by 1);
        perform 1 from market.products where id = any (ids) order by id for no key update;
    end if;
    if cardinality(ids) > 0 then
        perform 1 from market.sellers
          where group_id in (select p.group_id from market.products p where p.id = any (ids))
          order by group_id for share;
        perform market.refresh_listings(ids);
    end if;
    return null;
end $$;

create or replace trigger listings_insert after insert on market.products
    referencing new table as changed for each statement execute function market.products_changed();
create or replace trigger listings_update after update on market.products
    referencing new table as changed for each statement execute function market.products_changed();
create or replace trigger listings_insert after insert on market.product_photos
    referencing new table as changed for each statement execute function market.products_changed();
create or replace trigger listings_update after update on market.product_photos
    referencing new table as changed for each statement execute function market.products_changed();

create or replace function market.sellers_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ids uuid[];
begin
    if tg_op = 'INSERT' then
        ids := array(select p.id from changed n join market.products p on p.group_id = n.group_id order by 1);
    else
        ids := array(select p.id
                       from changed n
                       join before o on o.group_id = n.group_id and o is distinct from n
                       join market.products p on p.group_id = n.group_id
                      order by 1);
    end if;
    if cardinality(ids) > 0 then
        perform market.refresh_listings(ids);
    end if;
    return null;
end $$;

create or replace trigger listings_insert after insert on market.sellers
    referencing new table as changed for each statement execute function market.sellers_changed();
create or replace trigger listings_update after update on market.sellers
    referencing old table as before new table as changed for each statement execute function market.sellers_changed();

-- A shelf where there was none.
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
create or replace trigger listings_insert after insert on market.stock
    referencing new table as changed for each statement execute function market.stock_inserted();

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
create or replace trigger listings_stock after update on market.stock for each row
    when (old.on_hand - old.reserved <> new.on_hand - new.reserved or old.on_hand <> new.on_hand)
    execute function market.coarse_stock_changed();

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
create or replace trigger listings_insert after insert on market.week_capacity
    for each row execute function market.week_changed();
create or replace trigger listings_update after update on market.week_capacity for each row
    when (old.capacity - old.reserved <> new.capacity - new.reserved) execute function market.week_changed();

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
create or replace trigger steps_inserted after insert on market.price_steps
    referencing new table as changed for each statement execute function market.steps_changed();
create or replace trigger steps_updated after update on market.price_steps
    referencing new table as changed for each statement execute function market.steps_changed();
create or replace trigger steps_deleted after delete on market.price_steps
    referencing old table as changed for each statement execute function market.steps_changed();

-- An operator gives buyers another share: every listing is looked at again.
create or replace function market.limits_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_listings(array(select id from market.products order by id));
    return null;
end $$;
create or replace trigger limits_changed after update on market.order_limits
    for each statement execute function market.limits_changed();

create or replace function market.shop_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_obstacles(case tg_op when 'INSERT' then array[new.group_id]
                                                when 'DELETE' then array[old.group_id]
                                                else array[old.group_id, new.group_id] end);
    return null;
end $$;
-- A shop begins with cash and pick-up, as if there were none yet.
create or replace trigger obstacles_inserted after insert on market.shops for each row
    when (not (new.takes_cod and new.offers_pickup)) execute function market.shop_changed();
create or replace trigger obstacles_updated after update on market.shops for each row
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
        execute format('create or replace trigger obstacles_changed
                        after insert or delete or update of group_id on market.%I
                        for each row execute function market.shop_changed()', part);
    end loop;
end $$;

-- A courier weighs or collects otherwise than before.
create or replace function market.couriers_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_obstacles(array(select distinct group_id from market.courier_tariffs order by 1));
    return null;
end $$;
create or replace trigger obstacles_changed after insert or update or delete on market.courier_rules
    for each statement execute function market.couriers_changed();

revoke execute on function market.products_changed(), market.sellers_changed(), market.stock_inserted(),
    market.coarse_stock_changed(), market.week_changed(), market.steps_changed(), market.limits_changed(),
    market.shop_changed(), market.couriers_changed() from public;
