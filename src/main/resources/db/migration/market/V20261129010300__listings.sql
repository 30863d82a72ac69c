-- What the market shows: one row for each published product of a group that is open, with what is searched, filtered,
-- sorted and shown on a card. Public facts only and no policy, because operators of full-text search are not leakproof
-- and would not use an index of a table whose policies apply. Triggers keep it (R__listings.sql
-- and R__listings_changes.sql), so no writer can forget it.
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
    -- Until when the number behind it counts, infinity when it has no end; null when there is none. Readers
    -- compare it with today.
    halal_until  date,
    p_irt_until  date,
    -- How much can be had, coarse enough to stay as it is through most orders: see market.coarse_stock.
    stock        text not null check (stock in ('plenty', 'few', 'blocked', 'none')),
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
    named        tsvector not null,
    -- Whether an order of it can be placed at all: see market.obstacle.
    takes_orders boolean not null default true
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
-- What waits for its group or an office to say how it is paid or handed over.
create index listings_untaken on market.listings (area_code) where not takes_orders;

-- Every word the market knows: a mistyped word is replaced by the most similar of these.
create table market.search_words (
    word text collate "C" primary key
);
create index search_words_trigrams on market.search_words using gin (word gin_trgm_ops);

-- Words and pairs of words that mean the same to a buyer share a number. A word without a number narrows nothing:
-- everything here is one, or it only joins other words. PostgreSQL has no such list for Indonesian.
create table market.synonyms (
    term    text collate "C" primary key check (term = platform.plain(term) and term ~ '^[^ ]+( [^ ]+){0,2}$'),
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

insert into market.search_words (word)
select distinct w.word
  from (select name_id as name from market.categories union all select term from market.synonyms) n,
       string_to_table(platform.plain(n.name), ' ') as w (word)
 where char_length(w.word) >= 3
    on conflict do nothing;

do $$
declare
    part text;
begin
    -- Answers made from these tables are kept until the tables change. Not the shelves: their coarse state is in the
    -- listings, and what is left to the last piece is read when it is shown.
    foreach part in array array['listings', 'ratings', 'synonyms'] loop
        execute format('create trigger market_changed after insert or update or delete or truncate on market.%I
                        for each statement execute function platform.note_change(''market'')', part);
    end loop;
end $$;
