-- What the market shows: one row for each published product of a group that is open, with what is searched, filtered,
-- sorted and shown on a card. Public facts only and no policy, because operators of full-text search are not leakproof
-- and would not use an index of a table whose policies apply. Triggers keep it, so no writer can forget it.
create table market.listings (
    product_id   uuid primary key references market.products,
    slug         text not null unique,
    name         text not null,
    -- What the list is sorted by.
    name_key     text collate "C" not null,
    group_id     uuid not null,
    group_slug   text not null,
    group_name   text not null,
    area_code    text collate "C" not null,
    place        text not null,
    category_key text not null,
    kind         text not null,
    price        bigint not null,
    unit         text not null,
    -- The fewest that are sold at once: fewer on the shelf are as good as none.
    min_quantity int not null,
    -- Until when the number behind it counts, infinity when it has no end; null when there is none. Whoever asks
    -- compares with today.
    halal_until  date,
    p_irt_until  date,
    -- How much can be had, coarse enough to stay as it is through most orders: see market.coarse_stock.
    stock        text not null check (stock in ('plenty', 'few', 'none')),
    -- Made to order: from which day on, and until before which, every week an order may be spread over is full. Null
    -- when none of these weeks is.
    booked_from  date,
    booked_until date,
    -- The small form of the first photo, and what it shows; null without one.
    picture      text,
    picture_alt  text,
    published_at timestamptz not null,
    search       tsvector not null,
    -- The names in it alone: what is called so comes before what only mentions it.
    named        tsvector not null
) with (fillfactor = 80);
-- One for each order of the list, without and with the category, which is the usual first step.
create index listings_newest on market.listings (published_at, product_id);
create index listings_price on market.listings (price, product_id);
create index listings_name on market.listings (name_key, product_id);
create index listings_category_newest on market.listings (category_key, published_at, product_id);
create index listings_category_price on market.listings (category_key, price, product_id);
create index listings_category_name on market.listings (category_key, name_key, product_id);
-- Nearest first goes through areas in the order of their codes.
create index listings_area on market.listings (area_code, name_key, product_id);
create index listings_group on market.listings (group_id, name_key, product_id);
create index listings_search on market.listings using gin (search);
create index listings_named on market.listings using gin (named);

-- Every word the market knows: a mistyped word is replaced by the most similar of these.
create table market.search_words (
    word text collate "C" primary key
);
create index search_words_trigrams on market.search_words using gin (word gin_trgm_ops);

-- Words and pairs of words that mean the same to a buyer share a number. A word without a number narrows nothing:
-- everything here is one, or it only joins other words. PostgreSQL has no such list for Indonesian.
create table market.synonyms (
    term    text collate "C" primary key check (term = lower(btrim(term)) and term ~ '^[[:alnum:]]+( [[:alnum:]]+){0,2}$'),
    meaning int
);
create index synonyms_meaning on market.synonyms (meaning);
insert into market.synonyms (term, meaning)
values ('uppks', null), ('uppka', null), ('kelompok', null), ('kel', null), ('produk', null), ('jual', null),
       ('beli', null),
       ('dan', null), ('atau', null), ('dengan', null), ('dgn', null), ('tanpa', null), ('dari', null), ('dr', null),
       ('di', null), ('ke', null), ('pada', null), ('untuk', null), ('utk', null), ('buat', null), ('oleh', null),
       ('yang', null), ('yg', null), ('ini', null), ('itu', null), ('ada', null), ('saya', null), ('mau', null),
       ('cari', null), ('mencari', null), ('khas', null), ('oleh oleh', null), ('the', null), ('of', null),
       ('from', null), ('for', null), ('and', null), ('with', null),
       ('keripik', 1), ('kripik', 1), ('kerepek', 1), ('chips', 1),
       ('abon', 2), ('floss', 2),
       ('sirup', 3), ('sirop', 3), ('syrup', 3), ('setrup', 3),
       ('kalamansi', 4), ('kalamasi', 4), ('calamansi', 4), ('lemon cui', 4), ('jeruk kunci', 4),
       ('lempuk', 5), ('lempok', 5), ('dodol durian', 5),
       ('tat', 6), ('tart', 6),
       ('kue', 7), ('kueh', 7), ('bay', 7),
       ('besurek', 8), ('basurek', 8),
       ('kopi', 9), ('coffee', 9),
       ('gula aren', 10), ('gula merah', 10), ('gula enau', 10), ('palm sugar', 10),
       ('dendeng', 11), ('jerky', 11),
       ('rempeyek', 12), ('peyek', 12),
       ('sambal', 13), ('sambel', 13),
       ('telur', 14), ('telor', 14),
       ('tempe', 15), ('tempeh', 15),
       ('emping', 16), ('melinjo', 16),
       ('pisang', 17), ('banana', 17),
       ('ikan', 18), ('fish', 18),
       ('madu', 19), ('honey', 19),
       ('anyaman', 20), ('kerajinan anyam', 20),
       ('jahit', 21), ('menjahit', 21), ('penjahit', 21),
       ('katering', 22), ('catering', 22),
       ('singkong', 23), ('ubi kayu', 23), ('cassava', 23),
       ('kambing', 24), ('goat', 24),
       ('teri', 25), ('ikan teri', 25), ('anchovy', 25),
       ('batik', 26), ('kain batik', 26);

-- What buyers thought, summed for each product.
create table market.ratings (
    product_id uuid primary key references market.products,
    stars_sum  int not null check (stars_sum >= reviews),
    reviews    int not null check (reviews > 0)
);

grant select on market.listings, market.search_words, market.synonyms, market.ratings to ${appRole};

-- What a search wants: all of the stems, and the last word by its stem or as the beginning of a word as it is written,
-- because a stem cannot be that ("kerip" has the stem "rip"). Each part may be empty.
create function market.wanted(stems text, last text, beginning text) returns tsquery
    language sql immutable parallel safe
    return to_tsquery('indonesian', stems) && (to_tsquery('indonesian', last) || to_tsquery('simple', beginning));

-- How much is left, in three words: none when it is less than the fewest that are sold at once. Ten and fewer is said
-- by number on the product's own page.
create function market.coarse_stock(free int, min_quantity int) returns text
    language sql immutable parallel safe
    return case when free < min_quantity then 'none' when free <= 10 then 'few' else 'plenty' end;

-- Whether a listing can be had by nobody on that day.
create function market.sold_out(stock text, booked_from date, booked_until date, today date) returns boolean
    language sql immutable parallel safe
    return stock = 'none' or coalesce(booked_from <= today and booked_until > today, false);

-- How much of each of these can be had on that day, to the last piece: of the shelf, or of the weeks that
-- market.reserve may spread an order over.
create function market.available(products uuid[], today date) returns table (product_id uuid, available int)
    language sql stable
begin atomic
    select p.id,
           case when p.kind = 'ready' then coalesce(k.on_hand - k.reserved, 0)
                else greatest(0, p.week_capacity * market.weeks_ahead() + coalesce((
                     select sum(c.capacity - c.reserved - p.week_capacity)
                       from market.week_capacity c
                      where c.product_id = p.id
                        and c.week >= date_trunc('week', (today + p.lead_days)::timestamp)::date
                        and c.week < date_trunc('week', (today + p.lead_days)::timestamp)::date
                                   + 7 * market.weeks_ahead()), 0))::int end
      from market.products p
      left join market.stock k on k.product_id = p.id
     where p.id = any (products);
end;

-- When nothing of what is made to order can be had: while every week an order may be spread over lies in the last row of
-- full weeks. Orders fill weeks from the first on, so no full week lies behind that window.
create function market.booked(product uuid, lead_days int, out booked_from date, out booked_until date)
    language sql stable
begin atomic
    select r.first - lead_days, r.last - 7 * (market.weeks_ahead() - 2) - lead_days
      from (select min(w.week) as first, max(w.week) as last
              from (select c.week, c.week - 7 * (row_number() over (order by c.week))::int as run
                      from market.week_capacity c
                     where c.product_id = product and c.reserved >= c.capacity) w
             group by w.run
             order by 2 desc
             limit 1) r
     where r.last - r.first >= 7 * (market.weeks_ahead() - 1);
end;

-- Only dry, packed food that keeps for more than a week at room temperature can have a P-IRT (BPOM 4/2024).
create function market.may_have_p_irt(is_dry boolean, storage text, shelf_life_days int) returns boolean
    language sql immutable parallel safe
    return is_dry and coalesce(storage, 'room') = 'room' and coalesce(shelf_life_days, 8) > 7;

-- Writes the rows of these products anew. Two transactions never write one row from two views of the same product: a
-- change of the product, its photos or its shelf holds the product's row, and the seller's for as long as it reads it;
-- a change of the seller holds the seller's alone, which keeps the others waiting.
create function market.refresh_listings(ids uuid[]) returns void
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
           booked_until, picture, picture_alt, published_at, search, named)
    select p.id, p.slug, p.name, lower(p.name), p.group_id, s.slug, s.name, p.area_code, s.place, p.category_key,
           p.kind, p.price, p.unit, p.min_quantity,
           case when p.halal = 'certified' and s.halal is not null then coalesce(s.halal_until, 'infinity') end,
           case when s.p_irt is not null and market.may_have_p_irt(c.is_dry, p.storage, p.shelf_life_days)
                then coalesce(s.p_irt_until, 'infinity') end,
           case when p.kind = 'ready' then market.coarse_stock(coalesce(k.on_hand - k.reserved, 0), p.min_quantity)
                else 'plenty' end,
           b.booked_from, b.booked_until, f.thumb_hash, f.alt, p.published_at,
           n.named
               || setweight(to_tsvector('indonesian', s.place), 'B')
               || setweight(to_tsvector('indonesian', c.name_id || ' ' || c.name_en), 'B')
               || setweight(to_tsvector('indonesian', p.description || ' ' || coalesce(p.ingredients, '')), 'C'),
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
           lateral (select setweight(to_tsvector('indonesian', p.name || ' ' || s.name), 'A')
                               || setweight(to_tsvector('simple', p.name || ' ' || s.name), 'A') as named) n
     where p.id = any (ids) and p.state = 'published'
     order by p.id
        on conflict (product_id) do update
       set slug = excluded.slug, name = excluded.name, name_key = excluded.name_key, group_id = excluded.group_id,
           group_slug = excluded.group_slug, group_name = excluded.group_name, area_code = excluded.area_code,
           place = excluded.place, category_key = excluded.category_key, kind = excluded.kind, price = excluded.price,
           unit = excluded.unit, min_quantity = excluded.min_quantity, halal_until = excluded.halal_until, p_irt_until = excluded.p_irt_until,
           stock = excluded.stock, booked_from = excluded.booked_from, booked_until = excluded.booked_until,
           picture = excluded.picture, picture_alt = excluded.picture_alt, published_at = excluded.published_at,
           search = excluded.search, named = excluded.named
     where l is distinct from excluded;

    insert into market.search_words (word)
    select distinct w.word
      from market.listings l
      join market.categories c on c.key = l.category_key,
           regexp_split_to_table(lower(l.name || ' ' || l.group_name || ' ' || l.place || ' ' || c.name_id),
                                 '[^[:alnum:]]+') as w (word)
     where l.product_id = any (ids) and char_length(w.word) between 3 and 40
     order by 1
        on conflict do nothing;
end $$;

-- Products, and what hangs on them: the transition table names them by id or by product_id.
create function market.products_changed() returns trigger
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

create function market.sellers_changed() returns trigger
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

-- A shelf where there was none.
create function market.stock_inserted() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.products where id in (select product_id from changed) order by id for no key update;
    update market.listings l
       set stock = market.coarse_stock(n.on_hand - n.reserved, l.min_quantity)
      from changed n
     where l.product_id = n.product_id and l.kind = 'ready'
       and l.stock <> market.coarse_stock(n.on_hand - n.reserved, l.min_quantity);
    return null;
end $$;

-- A shelf crossed from one coarse state to another. It looks first: an update that finds nothing would still note a change,
-- and every answer that is kept would be made anew.
create function market.coarse_stock_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    if exists (select from market.listings l
                where l.product_id = new.product_id and l.kind = 'ready'
                  and l.stock <> market.coarse_stock(new.on_hand - new.reserved, l.min_quantity)) then
        update market.listings l
           set stock = market.coarse_stock(new.on_hand - new.reserved, l.min_quantity)
         where l.product_id = new.product_id;
    end if;
    return null;
end $$;

-- A week was filled, or has room again. It looks first too.
create function market.week_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    now record;
begin
    select b.booked_from, b.booked_until into now
      from market.listings l
      join market.products p on p.id = l.product_id
      left join lateral market.booked(p.id, p.lead_days) b on true
     where l.product_id = new.product_id and l.kind = 'made-to-order'
       and (l.booked_from, l.booked_until) is distinct from (b.booked_from, b.booked_until);
    if found then
        update market.listings l
           set booked_from = now.booked_from, booked_until = now.booked_until
         where l.product_id = new.product_id;
    end if;
    return null;
end $$;

create trigger listings_insert after insert on market.products
    referencing new table as changed for each statement execute function market.products_changed();
create trigger listings_update after update on market.products
    referencing new table as changed for each statement execute function market.products_changed();
create trigger listings_insert after insert on market.product_photos
    referencing new table as changed for each statement execute function market.products_changed();
create trigger listings_update after update on market.product_photos
    referencing new table as changed for each statement execute function market.products_changed();
create trigger listings_insert after insert on market.stock
    referencing new table as changed for each statement execute function market.stock_inserted();
create trigger listings_insert after insert on market.sellers
    referencing new table as changed for each statement execute function market.sellers_changed();
create trigger listings_update after update on market.sellers
    referencing old table as before new table as changed for each statement execute function market.sellers_changed();
create trigger listings_stock after update on market.stock for each row
    when (old.on_hand - old.reserved <> new.on_hand - new.reserved)
    execute function market.coarse_stock_changed();
create trigger listings_insert after insert on market.week_capacity for each row
    when (new.reserved >= new.capacity) execute function market.week_changed();
create trigger listings_update after update on market.week_capacity for each row
    when ((old.reserved >= old.capacity) <> (new.reserved >= new.capacity)) execute function market.week_changed();

-- Sums up what buyers thought of the products in `changed`. The reviews' own migration calls it from its triggers.
create function market.refresh_ratings(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.products where id = any (ids) order by id for no key update;
    delete from market.ratings r
     where r.product_id = any (ids)
       and not exists (select 1 from market.reviews v where v.product_id = r.product_id and v.hidden_at is null);
    insert into market.ratings (product_id, stars_sum, reviews)
    select v.product_id, sum(v.stars)::int, count(*)::int
      from market.reviews v
     where v.product_id = any (ids) and v.hidden_at is null
     group by v.product_id
     order by v.product_id
        on conflict (product_id) do update set stars_sum = excluded.stars_sum, reviews = excluded.reviews;
end $$;
create function market.reviews_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_ratings(array(select distinct product_id from changed where product_id is not null order by 1));
    return null;
end $$;

-- What was here and rests now, for whoever comes by an old link: only what its group had shown before.
create function market.resting(address text)
    returns table (name text, category_key text, group_slug text, group_name text, is_open boolean, area_code text)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select p.name, p.category_key, s.slug, s.name, s.is_open, p.area_code
      from market.products p
      join market.sellers s on s.group_id = p.group_id
     where p.slug = address and p.published_at is not null and (p.state = 'resting' or not s.is_open);
end;

revoke execute on function market.refresh_listings(uuid[]), market.products_changed(), market.sellers_changed(),
    market.stock_inserted(), market.coarse_stock_changed(), market.week_changed(), market.refresh_ratings(uuid[]),
    market.reviews_changed(), market.resting(text) from public;
grant execute on function market.resting(text) to ${appRole};

-- Whoever keeps an answer made from these tables learns that it is out of date. Not the shelves: their coarse state is
-- in the listings, and what is left to the last piece is read when it is shown.
do $$
declare
    part text;
begin
    foreach part in array array['listings', 'products', 'sellers', 'shops', 'price_steps', 'product_photos', 'ratings',
                                'categories', 'synonyms'] loop
        execute format('create trigger market_changed after insert or update or delete or truncate on market.%I
                        for each statement execute function platform.note_change(''market'')', part);
    end loop;
end $$;

insert into market.search_words (word)
select distinct w.word
  from (select name_id as name from market.categories union all select term from market.synonyms) n,
       regexp_split_to_table(lower(n.name), '[^[:alnum:]]+') as w (word)
 where char_length(w.word) >= 3
    on conflict do nothing;
select market.refresh_listings(array(select id from market.products));
