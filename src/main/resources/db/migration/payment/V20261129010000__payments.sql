-- What buyers owe groups and what came of it, and where a group's money goes. The platform holds no money: a payment
-- here is a claim, the group's word, or a provider's. What the paying side may write ends before 'confirmed'.
create schema payment;
grant usage on schema payment to ${appRole};

-- Where a group's money goes: its own static QRIS code, or its bank account. One counts at a time for each kind, and
-- only after somebody of the programme looked at it; nothing is deleted.
create table payment.destinations (
    id            uuid primary key,
    group_id      uuid not null,
    area_code     text collate "C" not null,
    kind          text not null check (kind in ('qris', 'account')),
    -- Of a QRIS code: the text of it, and what it says.
    payload       text check (char_length(payload) <= 512),
    merchant_name text check (char_length(merchant_name) between 1 and 99),
    nmid          text collate "C" check (char_length(nmid) between 1 and 99),
    city          text check (char_length(city) between 1 and 99),
    -- Of a bank account.
    bank          text check (bank = btrim(bank) and char_length(bank) between 2 and 60),
    number        text collate "C" check (number ~ '^[0-9]{5,20}$'),
    holder        text check (holder = btrim(holder) and char_length(holder) between 1 and 120),
    state         text not null check (state in ('waiting', 'verified', 'rejected', 'replaced', 'withdrawn')),
    sent_at       timestamptz not null,
    sent_by       uuid not null,
    sent_by_name  text not null,
    checked_at    timestamptz,
    checked_by    uuid,
    checked_by_name text,
    -- Why it was rejected or withdrawn.
    why           text check (char_length(why) between 1 and 500),
    ended_at      timestamptz,
    version       int not null default 0,
    check (kind <> 'qris' or (payload is not null and merchant_name is not null and nmid is not null)),
    check (kind <> 'account' or (bank is not null and number is not null and holder is not null)),
    -- Who sent it in is not who looked at it.
    check (checked_by is distinct from sent_by),
    check (state <> 'verified' or checked_by is not null),
    check (state <> 'rejected' or (checked_by is not null and why is not null)),
    unique (id, group_id, area_code),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index destinations_group on payment.destinations (group_id, kind, sent_at desc);
create unique index destinations_verified on payment.destinations (group_id, kind) where state = 'verified';
create unique index destinations_waiting on payment.destinations (group_id, kind) where state = 'waiting';
-- What waits to be looked at in an area.
create index destinations_to_check on payment.destinations (area_code, sent_at) where state = 'waiting';
-- The same merchant or account with another group.
create index destinations_nmid on payment.destinations (nmid) where nmid is not null;
create index destinations_number on payment.destinations (number) where number is not null;

create table payment.payments (
    id             uuid primary key,
    -- The order's code.
    reference      text collate "C" not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    group_id       uuid not null,
    area_code      text collate "C" not null,
    -- SHA-256 of the token the buyer holds, hexadecimal; null for an order the group wrote down itself.
    token_hash     text collate "C" check (token_hash ~ '^[0-9a-f]{64}$'),
    method         text not null check (method in ('qris', 'transfer', 'cod', 'invoice', 'gateway')),
    status         text not null default 'none' check (status in ('none', 'claimed', 'confirmed', 'refunded')),
    -- What the order costs, and what is to be paid: of a transfer up to 999 rupiah more, so that the last three digits
    -- tell it from every other open transfer to this group.
    due            bigint not null check (due between 1 and 1001000000000),
    amount         bigint not null,
    holds_amount   boolean not null,
    destination_id uuid references payment.destinations,
    opened_at      timestamptz not null,
    expires_at     timestamptz,
    -- Ended unpaid.
    closed_at      timestamptz,
    confirmed_at   timestamptz,
    -- Whose word it was: the group's, an office's in its name, or a provider's.
    confirmed_by   text check (confirmed_by in ('group', 'office', 'provider')),
    refunded_at    timestamptz,
    version        int not null default 0,
    -- A provider may give a part back, several times, and names the sum so far each time; it is never more than was paid.
    refunded_amount bigint not null default 0,
    check (case when method = 'transfer' then amount - due between 1 and 999 else amount = due end),
    check (not holds_amount or method = 'transfer'),
    -- An order that ended keeps no digits from others.
    check (not holds_amount or closed_at is null),
    constraint payments_has_destination check (method not in ('qris', 'transfer') or destination_id is not null),
    check ((status in ('confirmed', 'refunded')) = (confirmed_at is not null)),
    check ((confirmed_at is null) = (confirmed_by is null)),
    check ((status = 'refunded') = (refunded_at is not null)),
    constraint payments_refunded_amount
        check (case status when 'refunded' then refunded_amount = amount
                           when 'confirmed' then refunded_amount between 0 and amount - 1
                           else refunded_amount = 0 end),
    unique (id, group_id, area_code),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index payments_group on payment.payments (group_id, opened_at desc);
create index payments_destination on payment.payments (destination_id) where destination_id is not null;
-- No two open transfers to a group end in the same three digits.
create unique index payments_amount on payment.payments (group_id, (amount % 1000)) where holds_amount;

-- That it was paid, as the buyer says, or the group for them.
create table payment.payment_claims (
    id         uuid primary key,
    payment_id uuid not null,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    token_hash text collate "C",
    claimed_at timestamptz not null,
    by_whom    text not null check (by_whom in ('buyer', 'group', 'office')),
    note       text check (char_length(note) between 1 and 500),
    -- A photo of the receipt, or the receipt itself.
    file_hash  text collate "C" check (file_hash ~ '^[0-9a-f]{64}$'),
    file_type  text check (file_type in ('application/pdf', 'image/jpeg')),
    check ((file_hash is null) = (file_type is null)),
    foreign key (payment_id, group_id, area_code)
        references payment.payments (id, group_id, area_code) on update cascade deferrable
);
create index payment_claims_payment on payment.payment_claims (payment_id, claimed_at);

-- Every change of a payment: who, when, why.
create table payment.payment_changes (
    id          bigint generated always as identity primary key,
    payment_id  uuid not null,
    group_id    uuid not null,
    area_code   text collate "C" not null,
    token_hash  text collate "C",
    changed_at  timestamptz not null,
    step        text not null check (step in ('opened', 'claimed', 'denied', 'confirmed', 'taken-back',
                                              'partly-refunded', 'refunded', 'closed', 'reopened')),
    from_status text,
    to_status   text not null,
    by_whom     text not null check (by_whom in ('buyer', 'group', 'office', 'provider', 'system')),
    account_id  uuid,
    why         text check (char_length(why) between 1 and 500),
    foreign key (payment_id, group_id, area_code)
        references payment.payments (id, group_id, area_code) on update cascade deferrable
);
create index payment_changes_payment on payment.payment_changes (payment_id, id);

alter table payment.destinations enable row level security;
alter table payment.payments enable row level security;
alter table payment.payment_claims enable row level security;
alter table payment.payment_changes enable row level security;
-- A buyer sees where the money of the own order goes, and of no other.
create policy destinations_read on payment.destinations for select
    using (platform.in_group(group_id) or platform.in_area(area_code)
           or exists (select 1 from payment.payments p
                       where p.destination_id = destinations.id and platform.holds(p.token_hash)));
create policy destinations_insert on payment.destinations for insert
    with check (state = 'waiting' and (platform.in_group(group_id) or platform.in_area(area_code)));
create policy destinations_update on payment.destinations for update
    using (platform.in_group(group_id) or platform.in_area(area_code))
    with check (platform.in_area(area_code)
                or platform.in_group(group_id) and state in ('withdrawn', 'replaced'));
create policy payments_read on payment.payments for select
    using (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code));
create policy payments_insert on payment.payments for insert
    with check (status = 'none'
                and (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code)));
-- Nothing becomes paid, and nothing paid becomes unpaid, by who holds a token alone.
create policy payments_update on payment.payments for update
    using (platform.in_group(group_id) or platform.in_area(area_code)
           or status in ('none', 'claimed') and platform.holds(token_hash))
    with check (platform.in_group(group_id) or platform.in_area(area_code)
                or status in ('none', 'claimed') and platform.holds(token_hash));
do $$
declare
    part text;
begin
    foreach part in array array['payment_claims', 'payment_changes'] loop
        execute format('create policy %1$s_scope on payment.%1$I
            using (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))
            with check (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))', part);
    end loop;
end $$;

grant select, insert on payment.destinations, payment.payments, payment.payment_claims, payment.payment_changes
    to ${appRole};
-- The group and the area: payments, and the places where money goes, follow their group into a merge.
grant update (group_id, area_code, state, checked_at, checked_by, checked_by_name, why, ended_at, version)
   on payment.destinations to ${appRole};
grant update (group_id, area_code, status, holds_amount, destination_id, expires_at, closed_at, confirmed_at,
              confirmed_by, refunded_at, refunded_amount, version)
   on payment.payments to ${appRole};

-- A closed group sends in no more codes or accounts, and none of them is looked at any more: see registry.refuse_closed.
-- One that must not be paid to is taken off at any time.
create trigger group_closed before insert on payment.destinations
    for each row execute function registry.refuse_closed();
create trigger group_closed_update before update on payment.destinations for each row
    when (new.state <> 'withdrawn' or new.group_id <> old.group_id)
    execute function registry.refuse_closed();
create trigger destinations_changed after insert or update or delete or truncate on payment.destinations
    for each statement execute function platform.note_change('payment');
