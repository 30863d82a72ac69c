-- Makes the rows of market.listings. What calls these functions when something changes is in R__listings_changes.sql.

-- What the names of a product and its group are found by, in the words of platform.plain: by stems, and as they are written.
create or replace function market.named(names text) returns tsvector
    language sql immutable parallel safe
    return setweight(to_tsvector('indonesian', platform.plain(names)), 'A')
               || setweight(to_tsvector('simple', platform.plain(names)), 'A');

-- What a search wants: all of the stems, and the last word by its stem or as the beginning of a word as it is written,
-- because a stem cannot be that ("kerip" has the stem "rip"). Each part may be empty.
create or replace function market.wanted(stems text, last text, beginning text) returns tsquery
    language sql immutable parallel safe
    return to_tsquery('indonesian', stems) && (to_tsquery('indonesian', last) || to_tsquery('simple', beginning));

-- As market.refresh_listings first writes it; market.limit_listing looks at the share of one buyer as well.
create or replace function market.coarse_stock(free int, min_quantity int) returns text
    language sql immutable parallel safe
    return case when free < min_quantity then 'none' when free <= 10 then 'few' else 'plenty' end;

-- How much is left, in words: none when nothing is there, blocked when nothing of it can be bought. Ten and fewer is said
-- by number on the product's own page.
create or replace function market.coarse_stock(free int, on_hand int, min_quantity int) returns text
    language sql stable
begin atomic
    select case when free <= 0 then 'none'
                when least(free, market.share_of(on_hand)) < min_quantity then 'blocked'
                when free <= 10 then 'few' else 'plenty' end;
end;

-- Whether nobody can get a listing on that day.
create or replace function market.sold_out(stock text, booked_from date, booked_until date, today date) returns boolean
    language sql immutable parallel safe
    return stock in ('none', 'blocked') or coalesce(booked_from <= today and booked_until > today, false);

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

-- Only dry, packed food that keeps for more than a week at room temperature can have a P-IRT (BPOM 4/2024).
create or replace function market.may_have_p_irt(is_dry boolean, storage text, shelf_life_days int) returns boolean
    language sql immutable parallel safe
    return is_dry and coalesce(storage, 'room') = 'room' and coalesce(shelf_life_days, 8) > 7;

-- Price and stock of a listing follow from the product's limits, also when only a part of the row is written. Of what is made to order the
-- weeks are told by market.booked; here counts whether any week could hold the smallest order.
create or replace function market.limit_listing() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select market.unit_price(p.id, p.price, p.min_quantity),
           case when p.kind = 'ready'
                then market.coarse_stock(coalesce(k.on_hand - k.reserved, 0), coalesce(k.on_hand, 0), p.min_quantity)
                when market.share_of(p.week_capacity::bigint * market.weeks_ahead()) < p.min_quantity then 'blocked'
                else 'plenty' end
      into strict new.price, new.stock
      from market.products p
      left join market.stock k on k.product_id = p.id
     where p.id = new.product_id;
    return new;
end $$;
create or replace trigger listings_limits before insert on market.listings
    for each row execute function market.limit_listing();

-- Writes the rows of these products anew. Two transactions never write one row from two views of the same product: a
-- change of the product, its photos or its shelf holds the product's row, and the seller's for as long as it reads it;
-- a change of the seller holds the seller's alone, which keeps the others waiting.
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

-- Looks again at whether these groups take orders. The seller is held as when a product changes. It looks first: an update
-- that finds nothing would still note a change, and every answer that is kept would be made anew.
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

-- What was here and rests now, for those who come by an old link: only what its group had shown before.
create or replace function market.resting(address text)
    returns table (name text, category_key text, group_slug text, group_name text, is_open boolean, area_code text)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select p.name, p.category_key, s.slug, s.name, s.is_open, p.area_code
      from market.products p
      join market.sellers s on s.group_id = p.group_id
     where p.slug = address and p.published_at is not null and (p.state = 'resting' or not s.is_open);
end;

-- The name of what rests now and stood in somebody's cart: it was public when it was put there.
create or replace function market.once_public(products uuid[])
    returns table (id uuid, name text, group_id uuid, group_name text, group_slug text)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select p.id, p.name, p.group_id, s.name, s.slug
      from market.products p
      join market.sellers s on s.group_id = p.group_id
     where p.id = any (products) and p.published_at is not null;
end;

revoke execute on function market.limit_listing(), market.refresh_listings(uuid[]), market.refresh_obstacles(uuid[]),
    market.resting(text), market.once_public(uuid[]) from public;
grant execute on function market.resting(text), market.once_public(uuid[]) to ${appRole};
