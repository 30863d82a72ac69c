-- Tokens of programs. Only the hash is kept: who reads this table, or a copy of it, can log in nowhere.
create table identity.api_tokens (
    id           uuid primary key,
    account_id   uuid not null references identity.accounts,
    hash         bytea not null unique check (octet_length(hash) = 32),
    log_in_epoch int not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);
create index api_tokens_account on identity.api_tokens (account_id);
-- What lets somebody in for a short time is not carried into a restored installation.
comment on table identity.api_tokens is 'not in backups: programs log in again';
alter table identity.api_tokens enable row level security;
create policy api_tokens_own on identity.api_tokens
    using (platform.is_account(account_id)) with check (platform.is_account(account_id));
grant select, insert, delete, update (revoked_at) on identity.api_tokens to ${appRole};

-- From where an account logged in before, as a keyed hash of the address: guessing elsewhere must not slow the owner at
-- a place of their own.
create table identity.log_in_places (
    account_id   uuid not null references identity.accounts,
    address_hash bytea not null check (octet_length(address_hash) = 32),
    last_on      date not null,
    primary key (account_id, address_hash)
);
alter table identity.log_in_places enable row level security;
create policy log_in_places_own on identity.log_in_places
    using (platform.is_account(account_id)) with check (platform.is_account(account_id));
grant select, insert, update, delete on identity.log_in_places to ${appRole};

-- One-time links let a person set the password; only their hash is kept. A link counts as long as who made it may still
-- make it: see identity.maker_may. A reset link ends the passkeys too, unless the office said that they stay: who lost a
-- phone loses what it holds.
create table identity.account_links (
    id             uuid primary key,
    account_id     uuid not null references identity.accounts,
    -- invitation: the first password; reset: another one
    kind           text not null check (kind in ('invitation', 'reset')),
    hash           bytea not null unique check (octet_length(hash) = 32),
    made_at        timestamptz not null,
    expires_at     timestamptz not null,
    used_at        timestamptz,
    keeps_passkeys boolean not null default false,
    -- null for the links of the first administrator
    made_by        uuid references identity.accounts,
    -- the maker's log_in_epoch then
    made_epoch     int,
    constraint account_links_maker check ((made_by is null) = (made_epoch is null))
);
create index account_links_account on identity.account_links (account_id);
create index account_links_made_by on identity.account_links (made_by) where used_at is null;
comment on table identity.account_links is 'not in backups: links are made anew';

alter table identity.account_links enable row level security;
grant select, insert, update (used_at) on identity.account_links to ${appRole};

-- Passkeys: the public half of a key that never leaves the owner's device. The office that looks after an account sees its
-- passkeys and takes them away.
create table identity.passkeys (
    credential_id      bytea primary key,
    account_id         uuid not null references identity.accounts,
    public_key         bytea not null,
    signature_count    bigint not null,
    uv_initialized     boolean not null,
    backup_eligible    boolean not null,
    backup_state       boolean not null,
    transports         text not null,
    attestation_object bytea,
    client_data        bytea,
    label              text not null check (char_length(label) between 1 and 80),
    created_at         timestamptz not null,
    last_used_at       timestamptz not null
);
create index passkeys_account on identity.passkeys (account_id);
alter table identity.passkeys enable row level security;
create policy passkeys_own on identity.passkeys
    using (platform.is_account(account_id)) with check (platform.is_account(account_id));
grant select, insert, delete on identity.passkeys to ${appRole};

-- Forms that came after their sender's session had ended, until the sender has logged in again: at most half an hour,
-- enciphered by the application, and found only by who holds the cookie and acts as the account that sent them. Nobody
-- acts yet when one is kept, so both ways lead through a function; the table itself is for no role.
create table identity.kept_forms (
    hash       bytea primary key check (octet_length(hash) = 32),
    account_id uuid not null references identity.accounts,
    content    bytea not null check (octet_length(content) <= 400000),
    kept_at    timestamptz not null default clock_timestamp()
);
create index kept_forms_account on identity.kept_forms (account_id, kept_at);
alter table identity.kept_forms enable row level security;
comment on table identity.kept_forms is 'not in backups: they last half an hour';
