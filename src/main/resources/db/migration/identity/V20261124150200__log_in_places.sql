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

create function identity.is_place_of(login text, address bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog
    return exists (select from identity.accounts a
                     join identity.log_in_places p on p.account_id = a.id
                    where a.username = login and p.address_hash = address);
revoke execute on function identity.is_place_of(text, bytea) from public;
grant execute on function identity.is_place_of(text, bytea) to ${appRole};
