-- Stock. What is on the shelf and how much of it is promised to orders are one row each, and no statement of anybody
-- can promise more than is there: the table refuses it. The application may count the shelf (on_hand); what is promised
-- is changed by market.reserve, .release, .use_reserved and .give_back alone, always together with the reservation it belongs
-- to.
create table market.stock (
    product_id uuid primary key,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    -- On the shelf, what is promised included.
    on_hand    int not null check (on_hand between 0 and 1000000),
    reserved   int not null default 0,
    version    int not null default 0,
    constraint stock_never_oversold check (reserved >= 0 and reserved <= on_hand),
    foreign key (product_id, group_id, area_code)
        references market.products (id, group_id, area_code) on update cascade deferrable
);

-- What a week can make of what is made to order: the same rule for a week's hands as for a shelf.
create table market.week_capacity (
    product_id uuid not null,
    -- The Monday.
    week       date not null check (extract(isodow from week) = 1),
    group_id   uuid not null,
    area_code  text collate "C" not null,
    capacity   int not null check (capacity between 0 and 1000000),
    reserved   int not null default 0,
    primary key (product_id, week),
    constraint week_never_overbooked check (reserved >= 0 and reserved <= capacity),
    foreign key (product_id, group_id, area_code)
        references market.products (id, group_id, area_code) on update cascade deferrable
);

alter table market.stock enable row level security;
alter table market.week_capacity enable row level security;
create policy stock_read on market.stock for select using (true);
create policy stock_insert on market.stock for insert
    with check (reserved = 0 and (platform.in_area(area_code) or platform.in_group(group_id)));
create policy stock_update on market.stock for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy week_capacity_read on market.week_capacity for select using (true);
create policy week_capacity_insert on market.week_capacity for insert
    with check (reserved = 0 and (platform.in_area(area_code) or platform.in_group(group_id)));
create policy week_capacity_update on market.week_capacity for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
grant select, insert, update (on_hand, version) on market.stock to ${appRole};
grant select, insert, update (capacity) on market.week_capacity to ${appRole};

-- Each count of a shelf: who found how many.
create table market.stock_counts (
    id         uuid primary key,
    product_id uuid not null,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    counted_at timestamptz not null,
    -- The account; null when the system did it.
    counted_by uuid,
    before     int not null,
    after      int not null,
    why        text check (char_length(why) <= 200),
    foreign key (product_id, group_id, area_code)
        references market.products (id, group_id, area_code) on update cascade deferrable
);
create index stock_counts_product on market.stock_counts (product_id, counted_at desc);
alter table market.stock_counts enable row level security;
create policy stock_counts_scope on market.stock_counts
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
grant select, insert on market.stock_counts to ${appRole};

-- A closed group fills no shelf; shelves give back what they held: see registry.refuse_closed.
create trigger group_closed before insert on market.stock
    for each row execute function registry.refuse_closed();
create trigger group_closed_count before update of on_hand on market.stock
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert or update on market.week_capacity
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert or update on market.stock_counts
    for each row execute function registry.refuse_closed();
