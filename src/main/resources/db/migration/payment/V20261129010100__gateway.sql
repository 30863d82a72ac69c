-- The inbox of payment providers. What a provider says is kept first, whatever it is about and whether or not the order
-- is there yet, and added up afterwards: a payment's state is worked out anew from all of its messages, so neither
-- their order nor their number matters. Only the system writes here.
create table payment.gateway_events (
    id             bigint generated always as identity primary key,
    provider       text not null check (provider in ('midtrans')),
    -- SHA-256 of what the message says: the same word twice is one row, whichever way it came.
    fingerprint    bytea not null check (octet_length(fingerprint) = 32),
    -- Sent by the provider, or its answer when asked.
    source         text not null check (source in ('push', 'pull')),
    -- The order's code as far as the provider's number of the order holds one.
    reference      text collate "C" not null check (char_length(reference) between 1 and 50),
    order_id       text collate "C" not null check (char_length(order_id) between 1 and 50),
    transaction_id text collate "C" not null check (char_length(transaction_id) <= 64),
    -- As the provider says it, and what it means.
    said           text not null check (char_length(said) <= 81),
    word           text not null check (word in ('pending', 'settled', 'failed', 'partially-refunded', 'refunded',
                                                 'unknown')),
    amount         text collate "C" not null check (char_length(amount) <= 20),
    currency       text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
    received_at    timestamptz not null,
    -- 'waiting' until there is a payment; then whether it counts.
    decision       text not null default 'waiting'
                   check (decision in ('waiting', 'counted', 'wrong-amount', 'wrong-currency', 'unknown-word')),
    decided_at     timestamptz,
    -- Of the payment; null while there is none.
    group_id       uuid,
    area_code      text collate "C",
    -- How much went back so far, as the provider says it; null when it says nothing of that.
    refunded       text collate "C" check (char_length(refunded) <= 20),
    unique (provider, fingerprint),
    check ((decision = 'waiting') = (decided_at is null)),
    check ((decision = 'waiting') = (group_id is null)),
    check ((group_id is null) = (area_code is null)),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index gateway_events_reference on payment.gateway_events (reference, id);
create index gateway_events_waiting on payment.gateway_events (received_at) where decision = 'waiting';
create index gateway_events_group on payment.gateway_events (group_id) where group_id is not null;

-- The message as it came, encrypted: it may hold the buyer's name, telephone and card.
create table payment.gateway_bodies (
    event_id    bigint primary key references payment.gateway_events,
    body        bytea not null,
    received_at timestamptz not null
);
create index gateway_bodies_old on payment.gateway_bodies (received_at);

-- A payment page that was asked for. A try that came to nothing cannot be used again, so the next has another number.
create table payment.gateway_openings (
    provider    text not null check (provider in ('midtrans')),
    order_id    text collate "C" not null check (order_id ~ '^[0-9A-HJKMNP-TV-Z]{8}(-[0-9]{1,2})?$'),
    reference   text collate "C" not null,
    attempt     int not null check (attempt between 1 and 99),
    redirect    text not null check (redirect ~ '^https://' and char_length(redirect) <= 500),
    opened_at   timestamptz not null,
    -- Until then the page takes a payment.
    open_until  timestamptz not null,
    group_id    uuid not null,
    area_code   text collate "C" not null,
    token_hash  text collate "C",
    primary key (provider, order_id),
    unique (provider, reference, attempt),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index gateway_openings_opened on payment.gateway_openings (opened_at);
create index gateway_openings_group on payment.gateway_openings (group_id);

-- What the messages of a payment add up to.
create table payment.gateway_states (
    reference               text collate "C" primary key,
    level                   text not null check (level in ('none', 'pending', 'settled', 'partially-refunded',
                                                           'refunded')),
    is_failed               boolean not null,
    is_failed_after_success boolean not null,
    is_paid_twice           boolean not null,
    changed_at              timestamptz not null,
    group_id                uuid not null,
    area_code               text collate "C" not null,
    token_hash              text collate "C",
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index gateway_states_group on payment.gateway_states (group_id);

-- What a person must look at. Shown until somebody says what came of it.
create table payment.gateway_looks (
    id           uuid primary key,
    kind         text not null check (kind in ('wrong-amount', 'unknown-word', 'failed-after-success', 'paid-twice',
                                               'unknown-order', 'unclear-refund')),
    reference    text collate "C" not null,
    -- The message it is about; null when it is about all of them together.
    event_id     bigint references payment.gateway_events,
    noted_at     timestamptz not null,
    -- Of the payment; null while nobody knows the order.
    group_id     uuid,
    area_code    text collate "C",
    done_at      timestamptz,
    done_by      uuid,
    done_by_name text,
    why          text check (char_length(why) between 1 and 500),
    check ((done_at is null) = (why is null)),
    unique nulls not distinct (reference, kind, event_id),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index gateway_looks_open on payment.gateway_looks (area_code, noted_at) where done_at is null;
create index gateway_looks_group on payment.gateway_looks (group_id);

do $$
declare
    part text;
begin
    foreach part in array array['gateway_events', 'gateway_bodies', 'gateway_openings', 'gateway_states',
                                'gateway_looks'] loop
        execute format('alter table payment.%I enable row level security', part);
        execute format('create policy %1$s_system on payment.%1$I
            using (platform.acts_as(''SYSTEM'')) with check (platform.acts_as(''SYSTEM''))', part);
    end loop;
    foreach part in array array['gateway_events', 'gateway_looks'] loop
        execute format('create policy %1$s_read on payment.%1$I for select
            using (platform.in_group(group_id) or platform.in_area(area_code))', part);
    end loop;
    foreach part in array array['gateway_openings', 'gateway_states'] loop
        execute format('create policy %1$s_read on payment.%1$I for select
            using (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))', part);
    end loop;
end $$;
-- An office says what came of it; nobody else, and nothing else.
create policy gateway_looks_office on payment.gateway_looks for update
    using (platform.in_area(area_code)) with check (platform.in_area(area_code));

grant select, insert on payment.gateway_events, payment.gateway_bodies, payment.gateway_openings,
    payment.gateway_states, payment.gateway_looks to ${appRole};
grant update (decision, decided_at, group_id, area_code) on payment.gateway_events to ${appRole};
grant update (level, is_failed, is_failed_after_success, is_paid_twice, changed_at) on payment.gateway_states
    to ${appRole};
grant update (group_id, area_code, done_at, done_by, done_by_name, why) on payment.gateway_looks to ${appRole};
grant delete on payment.gateway_bodies to ${appRole};
