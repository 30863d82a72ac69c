-- Passkeys: the public half of a key that never leaves the owner's device. At log-in nobody is known yet, so the key is
-- found, and its use noted, by two functions that need the key's own id.
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

create function identity.passkey(credential bytea) returns setof identity.passkeys
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select * from identity.passkeys where credential_id = credential;
end;
create function identity.passkey_used(credential bytea, signatures bigint, at timestamptz) returns void
    language sql security definer set search_path = pg_catalog
begin atomic
    update identity.passkeys
       set signature_count = greatest(signature_count, signatures), last_used_at = at
     where credential_id = credential;
end;
revoke execute on function identity.passkey(bytea) from public;
revoke execute on function identity.passkey_used(bytea, bigint, timestamptz) from public;
grant execute on function identity.passkey(bytea) to ${appRole};
grant execute on function identity.passkey_used(bytea, bigint, timestamptz) to ${appRole};
