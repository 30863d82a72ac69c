-- Orders. Facts without persons (orders, lines) and the person who buys (order_buyers) are separate tables; both are
-- for whoever holds the order's token, for the group, and for offices in whose area the group lies.
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

-- Reserves what these orders' lines ask for: summed for each product, in the order of the products whoever asks, each
-- by one update that succeeds only while enough is left. Answers what is missing; who gets any answer rolls back.
-- Lines that hold their reservation already are left alone, so it may be called again. How many there are never reads as
-- more than was asked for; the order learns the week of its last part.
create function market.reserve(orderings uuid[], today date)
    returns table (product_id uuid, requested int, available int)
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    line record;
    monday date;
    wanted int;
    taken int;
    free int;
    made boolean := false;
begin
    for line in
        select l.order_id, l.product_id, sum(l.quantity)::int as quantity, p.kind, p.week_capacity, p.lead_days,
               p.group_id, p.area_code
          from market.order_lines l
          join market.products p on p.id = l.product_id
         where l.order_id = any (orderings)
           and not exists (select 1 from market.reservations r
                            where r.order_id = l.order_id and r.product_id = l.product_id and r.state <> 'released')
         group by l.order_id, l.product_id, p.id
         order by l.product_id, l.order_id
    loop
        if line.kind = 'ready' then
            update market.stock s
               set reserved = s.reserved + line.quantity
             where s.product_id = line.product_id and s.on_hand - s.reserved >= line.quantity;
            if found then
                insert into market.reservations as r (order_id, product_id, week, group_id, area_code, quantity, state)
                values (line.order_id, line.product_id, null, line.group_id, line.area_code, line.quantity, 'held')
                    on conflict (order_id, product_id, week) do update
                   set state = 'held', quantity = excluded.quantity;
                continue;
            end if;
            select s.on_hand - s.reserved into free from market.stock s where s.product_id = line.product_id;
            product_id := line.product_id;
            requested := line.quantity;
            -- Somebody may have given some back a moment ago.
            available := least(coalesce(free, 0), line.quantity - 1);
            return next;
        else
            made := true;
            wanted := line.quantity;
            monday := date_trunc('week', (today + line.lead_days)::timestamp)::date;
            for ahead in 0 .. market.weeks_ahead() - 1 loop
                exit when wanted = 0;
                insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                values (line.product_id, monday + 7 * ahead, line.group_id, line.area_code, line.week_capacity)
                    on conflict (product_id, week) do nothing;
                select c.capacity - c.reserved into free
                  from market.week_capacity c
                 where c.product_id = line.product_id and c.week = monday + 7 * ahead
                   for no key update;
                taken := least(free, wanted);
                continue when taken <= 0;
                update market.week_capacity c
                   set reserved = c.reserved + taken
                 where c.product_id = line.product_id and c.week = monday + 7 * ahead;
                insert into market.reservations as r (order_id, product_id, week, group_id, area_code, quantity, state)
                values (line.order_id, line.product_id, monday + 7 * ahead, line.group_id, line.area_code, taken, 'held')
                    on conflict (order_id, product_id, week) do update
                   set state = 'held', quantity = excluded.quantity;
                wanted := wanted - taken;
            end loop;
            if wanted > 0 then
                product_id := line.product_id;
                requested := line.quantity;
                available := line.quantity - wanted;
                return next;
            end if;
        end if;
    end loop;
    if made then
        update market.orders o
           set promised_week = (select max(r.week) from market.reservations r
                                 where r.order_id = o.id and r.state = 'held')
         where o.id = any (orderings);
    end if;
end $$;

-- Ends what the order holds without selling it. Doing it again changes nothing.
create function market.release(ordering uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    held record;
begin
    for held in
        select r.id, r.product_id, r.week, r.quantity
          from market.reservations r
         where r.order_id = ordering and r.state = 'held'
         order by r.product_id, r.week
           for no key update
    loop
        if held.week is null then
            update market.stock s set reserved = s.reserved - held.quantity where s.product_id = held.product_id;
        else
            update market.week_capacity c
               set reserved = c.reserved - held.quantity
             where c.product_id = held.product_id and c.week = held.week;
        end if;
        update market.reservations r set state = 'released' where r.id = held.id;
    end loop;
end $$;

-- The goods leave: off the shelf and off what is promised in one. A week's hands stay used.
create function market.use_reserved(ordering uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    held record;
begin
    for held in
        select r.id, r.product_id, r.week, r.quantity
          from market.reservations r
         where r.order_id = ordering and r.state = 'held'
         order by r.product_id, r.week
           for no key update
    loop
        if held.week is null then
            update market.stock s
               set reserved = s.reserved - held.quantity, on_hand = s.on_hand - held.quantity, version = s.version + 1
             where s.product_id = held.product_id;
        end if;
        update market.reservations r set state = 'used' where r.id = held.id;
    end loop;
end $$;

-- The goods come back: the opposite of market.use_reserved. market.release then puts them on the shelf for others.
create function market.give_back(ordering uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    gone record;
begin
    for gone in
        select r.id, r.product_id, r.week, r.quantity
          from market.reservations r
         where r.order_id = ordering and r.state = 'used'
         order by r.product_id, r.week
           for no key update
    loop
        if gone.week is null then
            update market.stock s
               set on_hand = s.on_hand + gone.quantity, reserved = s.reserved + gone.quantity, version = s.version + 1
             where s.product_id = gone.product_id;
        end if;
        update market.reservations r set state = 'held' where r.id = gone.id;
    end loop;
end $$;

-- No order without its reservation, and none the other way: looked at when a transaction commits, whoever wrote. An order
-- has lines; before the goods leave they are held, afterwards they are used.
create function market.check_reserved() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ordering uuid;
    stands text;
    must_be text;
begin
    if tg_table_name = 'orders' then
        ordering := new.id;
    else
        ordering := new.order_id;
    end if;
    select o.status into stands from market.orders o where o.id = ordering;
    if stands in ('cancelled', 'expired', 'refused') then
        if exists (select 1 from market.reservations r where r.order_id = ordering and r.state <> 'released') then
            raise exception 'order % has ended and still holds stock', ordering using errcode = 'check_violation';
        end if;
        return null;
    end if;
    must_be := case when stands in ('sent', 'delivered', 'closed', 'disputed') then 'used' else 'held' end;
    if not exists (select 1 from market.order_lines l where l.order_id = ordering) or exists (
            select 1
              from (select l.product_id, sum(l.quantity) as quantity
                      from market.order_lines l where l.order_id = ordering group by l.product_id) l
              full join (select r.product_id, sum(r.quantity) as quantity
                           from market.reservations r
                          where r.order_id = ordering and r.state = must_be group by r.product_id) r
                using (product_id)
             where l.quantity is distinct from r.quantity)
       or exists (select 1 from market.reservations r
                   where r.order_id = ordering and r.state not in ('released', must_be)) then
        raise exception 'order % does not hold what it asks for', ordering using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger orders_reserved after insert or update of status on market.orders
    deferrable initially deferred for each row execute function market.check_reserved();
create constraint trigger lines_reserved after insert on market.order_lines
    deferrable initially deferred for each row execute function market.check_reserved();
create constraint trigger reservations_ordered after insert or update on market.reservations
    deferrable initially deferred for each row execute function market.check_reserved();

-- What is promised beside what reservations say, where they differ: nothing, always. For tests and the nightly look.
create function market.stock_mismatches() returns table (product_id uuid, week date, promised int, held bigint)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select s.product_id, null::date, s.reserved, coalesce(sum(r.quantity), 0)
      from market.stock s
      left join market.reservations r on r.product_id = s.product_id and r.week is null and r.state = 'held'
     group by s.product_id
    having s.reserved <> coalesce(sum(r.quantity), 0)
     union all
    select c.product_id, c.week, c.reserved, coalesce(sum(r.quantity), 0)
      from market.week_capacity c
      left join market.reservations r
        on r.product_id = c.product_id and r.week = c.week and r.state in ('held', 'used')
     group by c.product_id, c.week
    having c.reserved <> coalesce(sum(r.quantity), 0);
end;

revoke execute on function market.reserve(uuid[], date), market.release(uuid), market.use_reserved(uuid),
    market.give_back(uuid), market.check_reserved(), market.stock_mismatches() from public;
grant execute on function market.reserve(uuid[], date), market.release(uuid), market.use_reserved(uuid),
    market.give_back(uuid), market.stock_mismatches() to ${appRole};
