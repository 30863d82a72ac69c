-- Keeps a form; of one account no more than twenty, the newest.
create or replace function identity.keep_form(form bytea, account uuid, content bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    delete from identity.kept_forms where kept_at < clock_timestamp() - interval '30 minutes';
    if not exists (select from identity.accounts a where a.id = account and a.disabled_at is null) then
        return false;
    end if;
    insert into identity.kept_forms (hash, account_id, content) values (form, account, content);
    delete from identity.kept_forms k
     where k.account_id = account
       and k.hash not in (select n.hash from identity.kept_forms n
                           where n.account_id = account order by n.kept_at desc, n.hash limit 20);
    return true;
end $$;
revoke execute on function identity.keep_form(bytea, uuid, bytea) from public;
grant execute on function identity.keep_form(bytea, uuid, bytea) to ${appRole};

create or replace function identity.kept_form(form bytea) returns bytea
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select k.content
      from identity.kept_forms k
     where k.hash = form and platform.is_account(k.account_id)
       and k.kept_at >= clock_timestamp() - interval '30 minutes';
end;
revoke execute on function identity.kept_form(bytea) from public;
grant execute on function identity.kept_form(bytea) to ${appRole};
