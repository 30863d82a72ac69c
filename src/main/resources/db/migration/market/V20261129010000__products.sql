-- What groups sell, from which shelf. Everything here is public by the group's choice, but for drafts.
create schema market;
grant usage on schema market to ${appRole};

create table market.categories (
    key      text primary key check (key ~ '^[a-z-]+$'),
    position int not null unique,
    name_id  text not null,
    name_en  text not null,
    -- Food needs a halal number or a plain statement that it is not halal (PP 42/2024, since 18 October 2026).
    is_food  boolean not null,
    -- Usually sold dry and packed, as food with a P-IRT must be: see market.may_have_p_irt.
    is_dry   boolean not null
);
insert into market.categories (key, position, name_id, name_en, is_food, is_dry)
values ('snacks', 1, 'keripik dan camilan', 'chips and snacks', true, true),
       ('cakes', 2, 'kue dan roti', 'cakes and bread', true, true),
       ('fish', 3, 'abon dan olahan ikan', 'fish floss and fish products', true, true),
       ('sweets', 4, 'lempuk, dodol dan manisan', 'durian and other sweets', true, true),
       ('drinks', 5, 'sirup dan minuman', 'syrup and drinks', true, false),
       ('coffee', 6, 'kopi', 'coffee', true, true),
       ('seasoning', 7, 'gula aren, bumbu dan madu', 'palm sugar, seasoning and honey', true, true),
       ('meals', 8, 'masakan dan nasi kotak', 'meals', true, false),
       ('fresh', 9, 'hasil kebun, ternak dan laut', 'fresh from farm and sea', true, false),
       ('batik', 10, 'batik dan kain', 'batik and cloth', false, false),
       ('crafts', 11, 'anyaman dan kerajinan', 'weaving and crafts', false, false),
       ('plants', 12, 'bibit dan tanaman', 'seedlings and plants', false, false),
       ('animals', 13, 'ternak hidup', 'live animals', false, false),
       ('services', 14, 'jasa', 'services', false, false);

-- Read copy of what the registry and the permits say about who sells: see market.Sellers, which keeps it from events. It
-- is public and written by that class alone, which acts as 'market-sellers'.
create table market.sellers (
    group_id       uuid primary key references registry.business_groups,
    number         text not null,
    slug           text not null,
    name           text not null,
    area_code      text collate "C" not null,
    place          text not null,
    primary_sector text not null,
    -- Verified and not deactivated: only such a group's products are shown and sold.
    is_open        boolean not null,
    p_irt          text,
    p_irt_until    date,
    halal          text,
    halal_until    date,
    md             text,
    md_until       date,
    -- The names and numbers of records that were merged into it: who looks for those finds this group's products.
    former_names   text not null default '',
    -- Read copy of payment.Payments#methodsOf: whether the group can be paid by QRIS, transfer or a provider's page.
    is_paid_ahead  boolean not null default false,
    -- Read copy of payment.Payments#mostAhead: the most that one payment before delivery can be; null when nothing bounds it.
    paid_ahead_most bigint check (paid_ahead_most > 0)
);
create index sellers_area on market.sellers (area_code);

-- How a group sells. One row for each group that opened its shop.
create table market.shops (
    group_id            uuid primary key,
    area_code           text collate "C" not null,
    -- Where orders are written to, E.164; public because the group put it here.
    whatsapp            text check (whatsapp ~ '^\+[0-9]{8,15}$'),
    welcome             text check (char_length(welcome) <= 500),
    takes_cod           boolean not null default true,
    takes_institutions  boolean not null default false,
    offers_pickup       boolean not null default true,
    offers_own_delivery boolean not null default false,
    offers_courier      boolean not null default false,
    pickup_place        text check (char_length(pickup_place) <= 300),
    pickup_hours        text check (char_length(pickup_hours) <= 120),
    version             int not null default 0,
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);

create table market.products (
    id               uuid primary key,
    group_id         uuid not null,
    area_code        text collate "C" not null,
    slug             text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120),
    name             text not null check (name = btrim(name) and char_length(name) between 1 and 120),
    description      text not null default '' check (char_length(description) <= 4000),
    ingredients      text check (char_length(ingredients) <= 1000),
    category_key     text not null references market.categories,
    -- What one is: "bungkus 250 g", "loyang".
    unit             text not null check (unit = btrim(unit) and char_length(unit) between 1 and 40),
    price            bigint not null check (price between 1 and 1000000000),
    -- What the label says, without packaging.
    net_weight_grams int check (net_weight_grams between 1 and 1000000),
    -- What one weighs and measures when it is sent, with packaging.
    weight_grams     int check (weight_grams between 1 and 1000000),
    length_mm        int check (length_mm between 1 and 10000),
    width_mm         int check (width_mm between 1 and 10000),
    height_mm        int check (height_mm between 1 and 10000),
    shelf_life_days  int check (shelf_life_days between 1 and 36500),
    storage          text check (storage in ('room', 'cool', 'frozen')),
    min_quantity     int not null default 1 check (min_quantity between 1 and 100000),
    max_quantity     int check (max_quantity >= min_quantity and max_quantity <= 100000),
    kind             text not null check (kind in ('ready', 'made-to-order')),
    -- Made to order only: days from the order until it can be ready, and how many can be made in a week.
    lead_days        int not null default 0 check (lead_days between 0 and 365),
    week_capacity    int check (week_capacity between 1 and 1000000),
    -- 'certified' counts with the group's halal number, 'not-halal' is its plain statement, 'none' is for what is no food.
    halal            text not null default 'none' check (halal in ('certified', 'not-halal', 'none')),
    state            text not null default 'draft' check (state in ('draft', 'published', 'resting')),
    published_at     timestamptz,
    created_at       timestamptz not null,
    version          int not null default 0,
    check ((kind = 'made-to-order') = (week_capacity is not null)),
    check (state = 'draft' or published_at is not null),
    unique (id, group_id, area_code),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index products_group on market.products (group_id);

-- From how many on which price counts; below the first step it is the product's own.
create table market.price_steps (
    product_id    uuid not null,
    group_id      uuid not null,
    area_code     text collate "C" not null,
    from_quantity int not null check (from_quantity between 2 and 100000),
    price         bigint not null check (price between 1 and 1000000000),
    primary key (product_id, from_quantity),
    foreign key (product_id, group_id, area_code)
        references market.products (id, group_id, area_code) on update cascade deferrable
);

create table market.product_photos (
    id         uuid primary key,
    product_id uuid not null,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    hash       text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
    thumb_hash text collate "C" not null check (thumb_hash ~ '^[0-9a-f]{64}$'),
    width      int not null,
    height     int not null,
    alt        text not null check (alt = btrim(alt) and char_length(alt) between 1 and 200),
    position   int not null,
    removed_at timestamptz,
    foreign key (product_id, group_id, area_code)
        references market.products (id, group_id, area_code) on update cascade deferrable
);
create index product_photos_product on market.product_photos (product_id, position) where removed_at is null;

-- What was made when and how long it keeps. Which of them are still on the shelf follows from the count there: those
-- that keep longest, for what ends first is sold first.
create table market.batches (
    id         uuid primary key,
    product_id uuid not null,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    code       text not null check (code = btrim(code) and char_length(code) between 1 and 40),
    made_on    date not null,
    expires_on date not null check (expires_on >= made_on),
    quantity   int not null check (quantity between 1 and 1000000),
    -- When it was found to be written down wrongly; null while it counts.
    removed_at timestamptz,
    foreign key (product_id, group_id, area_code)
        references market.products (id, group_id, area_code) on update cascade deferrable
);

create unique index batches_code on market.batches (product_id, code) where removed_at is null;

alter table market.sellers enable row level security;
create policy sellers_read on market.sellers for select using (true);
create policy sellers_insert on market.sellers for insert with check (platform.works_as('market-sellers'));
create policy sellers_update on market.sellers for update
    using (platform.works_as('market-sellers')) with check (platform.works_as('market-sellers'));

alter table market.products enable row level security;
alter table market.price_steps enable row level security;
alter table market.product_photos enable row level security;
alter table market.batches enable row level security;
alter table market.shops enable row level security;

-- Whether anybody may see the product.
create function market.is_public(product uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select exists (select 1
                     from market.products p
                     join market.sellers s on s.group_id = p.group_id
                    where p.id = product and p.state = 'published' and s.is_open);
end;
revoke execute on function market.is_public(uuid) from public;
grant execute on function market.is_public(uuid) to ${appRole};

create policy products_read on market.products for select
    using (state = 'published' or platform.in_area(area_code) or platform.in_group(group_id));
create policy products_insert on market.products for insert
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy products_update on market.products for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
do $$
declare
    part text;
begin
    foreach part in array array['price_steps', 'product_photos'] loop
        execute format('create policy %1$s_read on market.%1$I for select
                        using (platform.in_area(area_code) or platform.in_group(group_id) or market.is_public(product_id))', part);
        execute format('create policy %1$s_insert on market.%1$I for insert
                        with check (platform.in_area(area_code) or platform.in_group(group_id))', part);
        execute format('create policy %1$s_update on market.%1$I for update
                        using (platform.in_area(area_code) or platform.in_group(group_id))
                        with check (platform.in_area(area_code) or platform.in_group(group_id))', part);
        execute format('create policy %1$s_delete on market.%1$I for delete
                        using (platform.in_area(area_code) or platform.in_group(group_id))', part);
    end loop;
end $$;
create policy batches_scope on market.batches
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy shops_read on market.shops for select using (true);
create policy shops_insert on market.shops for insert
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy shops_update on market.shops for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));

grant select on market.categories to ${appRole};
grant select, insert, update on market.sellers, market.shops, market.products, market.product_photos, market.batches
    to ${appRole};
grant select, insert, update, delete on market.price_steps to ${appRole};

-- A closed group sells nothing more: see registry.refuse_closed. Orders that are under way go on to their end.
do $$
declare
    part text;
begin
    foreach part in array array['products', 'price_steps', 'product_photos', 'batches', 'shops'] loop
        execute format('create trigger group_closed before insert or update on market.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
    create trigger group_closed_delete before delete on market.price_steps
        for each row execute function registry.refuse_closed();
    -- Answers made from these tables are kept until the tables change.
    foreach part in array array['categories', 'sellers', 'shops', 'products', 'price_steps', 'product_photos'] loop
        execute format('create trigger market_changed after insert or update or delete or truncate on market.%I
                        for each statement execute function platform.note_change(''market'')', part);
    end loop;
end $$;
