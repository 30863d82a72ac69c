-- Orders. Facts without persons (orders, lines) and the person who buys (order_buyers) are separate tables; both are
-- for the holder of the order's token, for the group, and for offices in whose area the group lies.
create table market.orders (
    id               uuid primary key,
    code             text collate "C" not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    group_id         uuid not null,
    area_code        text collate "C" not null,
    -- Orders placed together, one for each group.
    checkout_id      uuid not null,
    -- SHA-256 of the buyer's token, hexadecimal; null for an order the group wrote down itself.
    token_hash       text collate "C" unique check (token_hash ~ '^[0-9a-f]{64}$'),
    -- Keyed hash of the buyer's phone number: counts buyers and open orders without saying whose.
    buyer_hash       bytea not null check (octet_length(buyer_hash) = 32),
    status           text not null check (status in ('placed', 'confirmed', 'in-preparation', 'ready', 'sent',
                                                     'delivered', 'closed', 'cancelled', 'expired', 'refused',
                                                     'disputed')),
    payment_method   text not null check (payment_method in ('qris', 'transfer', 'cod', 'invoice', 'gateway')),
    payment_status   text not null default 'none'
                     check (payment_status in ('none', 'claimed', 'confirmed', 'refunded')),
    -- Paid after it had ended: a person must give it back or make it good. Shown until that is done.
    is_paid_late     boolean not null default false,
    delivery_method  text not null check (delivery_method in ('pickup', 'own', 'courier')),
    courier_key      text,
    tracking_number  text check (char_length(tracking_number) <= 60),
    goods_total      bigint not null check (goods_total between 0 and 1000000000000),
    delivery_fee     bigint not null check (delivery_fee between 0 and 1000000000),
    total            bigint not null check (total = goods_total + delivery_fee),
    -- Monday of the week in which the last of what is made to order will be made; null when all is ready.
    promised_week    date,
    placed_at        timestamptz not null,
    -- Until then the reservation stands; null once it stands without end.
    expires_at       timestamptz,
    paid_at          timestamptz,
    ended_at         timestamptz,
    version          int not null default 0,
    -- What went back of the payment so far. An order whose money went back altogether is told by its payment status.
    refunded_part    bigint not null default 0 check (refunded_part >= 0),
    refunded_part_at timestamptz,
    check ((refunded_part = 0) or (refunded_part_at is not null)),
    unique (id, group_id, area_code),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index orders_group on market.orders (group_id, placed_at desc);
create index orders_area on market.orders (area_code, placed_at desc);
create index orders_expiring on market.orders (expires_at) where expires_at is not null;
-- What arrived and closes by itself after a while.
create index orders_delivered on market.orders (placed_at) where status = 'delivered';
create index orders_checkout on market.orders (checkout_id);
create index orders_buyer on market.orders (buyer_hash) where status = 'placed';
create index orders_paid_late on market.orders (area_code) where is_paid_late;

create table market.order_buyers (
    order_id   uuid primary key,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    token_hash text collate "C",
    name       text not null check (name = btrim(name) and char_length(name) between 1 and 120),
    phone      text not null check (phone ~ '^\+[0-9]{8,15}$'),
    -- Where to bring it; null for a pick-up.
    address    text check (char_length(address) <= 500),
    to_area    text collate "C",
    note       text check (char_length(note) <= 500),
    -- For institutions: whom the papers are made out to.
    institution text check (char_length(institution) <= 200),
    foreign key (order_id, group_id, area_code)
        references market.orders (id, group_id, area_code) on update cascade deferrable
);
-- One checkout's orders are read together with their buyers by who searches a name.
create index order_buyers_group on market.order_buyers (group_id);

create table market.order_lines (
    order_id     uuid not null,
    position     int not null check (position >= 1),
    product_id   uuid not null references market.products,
    group_id     uuid not null,
    area_code    text collate "C" not null,
    token_hash   text collate "C",
    -- As they were when it was ordered: a buyer still reads them when the product rests.
    slug         text not null,
    name         text not null,
    unit         text not null,
    quantity     int not null check (quantity between 1 and 100000),
    unit_price   bigint not null check (unit_price between 1 and 1000000000),
    line_total   bigint not null check (line_total = unit_price * quantity),
    primary key (order_id, position),
    foreign key (order_id, group_id, area_code)
        references market.orders (id, group_id, area_code) on update cascade deferrable
);
create index order_lines_product on market.order_lines (product_id);

-- What an order holds of a shelf or of a week. 'used' when the goods left, 'released' when the order ended without.
create table market.reservations (
    id         bigint generated always as identity primary key,
    order_id   uuid not null,
    product_id uuid not null references market.products,
    -- Null from the shelf.
    week       date,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    quantity   int not null check (quantity >= 1),
    state      text not null check (state in ('held', 'used', 'released')),
    unique nulls not distinct (order_id, product_id, week),
    foreign key (order_id, group_id, area_code)
        references market.orders (id, group_id, area_code) on update cascade deferrable
);

-- Every change of an order: who, when, why.
create table market.order_changes (
    id         bigint generated always as identity primary key,
    order_id   uuid not null,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    token_hash text collate "C",
    changed_at timestamptz not null,
    -- What was done, a key of OrderStep.
    step       text not null,
    from_status text,
    to_status  text not null,
    -- buyer, group, office or system; and the account when there is one.
    by_whom    text not null check (by_whom in ('buyer', 'group', 'office', 'system')),
    account_id uuid,
    why        text check (char_length(why) <= 500),
    -- Until when the goods were kept before, so that it can be taken back.
    expires_before timestamptz,
    -- Taken back later: the change that undid it.
    undone_by  bigint references market.order_changes,
    foreign key (order_id, group_id, area_code)
        references market.orders (id, group_id, area_code) on update cascade deferrable
);
create index order_changes_order on market.order_changes (order_id, id);

do $$
declare
    part text;
begin
    foreach part in array array['orders', 'order_buyers', 'order_lines', 'order_changes'] loop
        execute format('alter table market.%I enable row level security', part);
        execute format('create policy %1$s_scope on market.%1$I
            using (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))
            with check (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))', part);
    end loop;
end $$;
alter table market.reservations enable row level security;
create policy reservations_scope on market.reservations for select
    using (platform.in_group(group_id) or platform.in_area(area_code));
grant select, insert, update on market.orders, market.order_buyers to ${appRole};
grant select, insert on market.order_lines to ${appRole};
grant select, insert, update (undone_by) on market.order_changes to ${appRole};
grant select on market.reservations to ${appRole};

-- A closed group takes no new order; those that are under way go on to their end.
create trigger group_closed before insert on market.orders
    for each row execute function registry.refuse_closed();

-- How long an order keeps its goods, by the way it is paid. Source: notes on overselling, "reservations expire by payment
-- kind"; a QR code counts for an hour, with a quarter of an hour for who pays at its last minute.
create table market.payment_terms (
    method        text primary key check (method in ('qris', 'transfer', 'cod', 'invoice', 'gateway')),
    -- Paid before the group begins, at the door, or after delivery.
    path          text not null check (path in ('pay-first', 'cash-on-delivery', 'deliver-then-pay')),
    -- From the order until somebody must have paid, or the group must have said yes.
    open_minutes  int not null check (open_minutes > 0),
    -- From a claim to have paid until the group must have looked.
    claim_minutes int not null check (claim_minutes > 0)
);
insert into market.payment_terms (method, path, open_minutes, claim_minutes)
values ('qris', 'pay-first', 75, 2880),
       ('transfer', 'pay-first', 1440, 2880),
       ('gateway', 'pay-first', 1440, 2880),
       ('cod', 'cash-on-delivery', 2880, 2880),
       ('invoice', 'deliver-then-pay', 10080, 2880);

create table market.order_limits (
    key   text primary key,
    value int not null check (value >= 0),
    means text not null
);
insert into market.order_limits (key, value, means)
values ('open-orders', 5, 'checkouts with an order that no group has confirmed yet, for one phone number'),
       ('share-from', 20, 'a shelf, or the weeks ahead, with more than so many is shared: one phone number gets a part'),
       ('share-percent', 50, 'that part, in orders that no group has confirmed yet'),
       ('undo-minutes', 30, 'how long the last step can be taken back'),
       ('close-days', 7, 'after so many quiet days what arrived and is paid closes by itself');
grant select on market.payment_terms, market.order_limits to ${appRole};
-- What one buyer gets is shown on every product's page: pages that were kept are made anew when an operator changes it.
create trigger limits_noted after update on market.order_limits
    for each statement execute function platform.note_change('market');
