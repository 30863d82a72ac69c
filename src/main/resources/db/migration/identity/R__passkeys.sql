-- At log-in nobody is known yet, so a passkey is found, and its use noted, by two functions that need the key's own id.
create or replace function identity.passkey(credential bytea) returns setof identity.passkeys
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select * from identity.passkeys where credential_id = credential;
end;

create or replace function identity.passkey_used(credential bytea, signatures bigint, at timestamptz) returns void
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
