-- A session or token says which account it belongs to and nothing more: what the account may do is read anew with each
-- request, so that an end of scope, disabling, and logging out everywhere count at once.

-- Before anybody is known: one account by its exact name.
create or replace function identity.account_for_login(login text)
    returns table (id uuid, username text, password_hash text, log_in_epoch int)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.id, a.username, a.password_hash, a.log_in_epoch
      from identity.accounts a
     where a.username = login and a.disabled_at is null;
end;
revoke execute on function identity.account_for_login(text) from public;
grant execute on function identity.account_for_login(text) to ${appRole};

create or replace function identity.account_now(account uuid, today date)
    returns table (id uuid, username text, role text, areas text[], group_id uuid, agency_id uuid, log_in_epoch int)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.id, a.username, a.role,
           coalesce(array_agg(s.area_code order by s.area_code) filter (where s.area_code is not null), '{}'),
           (array_agg(s.group_id) filter (where s.group_id is not null))[1],
           (array_agg(s.agency_id) filter (where s.agency_id is not null))[1],
           a.log_in_epoch
      from identity.accounts a
      left join identity.account_scopes s
        on s.account_id = a.id and s.valid_from <= today and (s.valid_to is null or s.valid_to > today)
     where a.id = account and a.disabled_at is null
     group by a.id;
end;
revoke execute on function identity.account_now(uuid, date) from public;
grant execute on function identity.account_now(uuid, date) to ${appRole};

create or replace function identity.account_of_token(token_hash bytea, at timestamptz)
    returns table (token_id uuid, account_id uuid, log_in_epoch int)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select t.id, t.account_id, t.log_in_epoch
      from identity.api_tokens t
     where t.hash = token_hash and t.revoked_at is null and t.expires_at > at;
end;
revoke execute on function identity.account_of_token(bytea, timestamptz) from public;
grant execute on function identity.account_of_token(bytea, timestamptz) to ${appRole};

-- Guessing elsewhere must not slow the owner at a place of their own.
create or replace function identity.is_place_of(login text, address bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog
    return exists (select from identity.accounts a
                     join identity.log_in_places p on p.account_id = a.id
                    where a.username = login and p.address_hash = address);
revoke execute on function identity.is_place_of(text, bytea) from public;
grant execute on function identity.is_place_of(text, bytea) to ${appRole};
