-- Nobody reads a list of them: an answer is found by the hash of its key, which only its sender can name.
create or replace function platform.idempotent_answer(hash bytea)
    returns table (request_hash bytea, status int, location text, answer bytea)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.request_hash, a.status, a.location, a.answer from platform.idempotent_answers a where a.key_hash = hash;
end;

create or replace function platform.forget_idempotent_answers(before timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    delete from platform.idempotent_answers where created_at < before;
end;
revoke execute on function platform.idempotent_answer(bytea), platform.forget_idempotent_answers(timestamptz) from public;
grant execute on function platform.idempotent_answer(bytea), platform.forget_idempotent_answers(timestamptz) to ${appRole};
