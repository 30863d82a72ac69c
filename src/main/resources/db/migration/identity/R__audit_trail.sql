-- The trail is only ever added to: not even the owner changes it.
create or replace function identity.refuse_change() returns trigger
    language plpgsql set search_path = pg_catalog
as $$
begin
    raise exception 'the audit trail is only ever added to' using errcode = '42501';
end $$;
revoke execute on function identity.refuse_change() from public;
create or replace trigger audit_trail_only_grows before update or delete on identity.audit_trail
    for each statement execute function identity.refuse_change();
