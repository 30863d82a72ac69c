-- What a program was answered when it sent an Idempotency-Key, so that the same request sent again gets the same answer
-- and nothing is made twice. The key is kept as a hash together with who sent it, the answer as a cipher.
create table platform.idempotent_answers (
    key_hash     bytea primary key check (octet_length(key_hash) = 32),
    request_hash bytea not null check (octet_length(request_hash) = 32),
    status       int not null,
    location     text,
    answer       bytea not null,
    created_at   timestamptz not null
);
create index idempotent_answers_age on platform.idempotent_answers (created_at);
comment on table platform.idempotent_answers is 'not in backups: a key counts for a day';

-- Nobody reads a list of them: an answer is found by the hash of its key, which only its sender can name.
create function platform.idempotent_answer(hash bytea)
    returns table (request_hash bytea, status int, location text, answer bytea)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select a.request_hash, a.status, a.location, a.answer from platform.idempotent_answers a where a.key_hash = hash;
end;
create function platform.forget_idempotent_answers(before timestamptz) returns void
    language sql volatile security definer set search_path = pg_catalog
begin atomic
    delete from platform.idempotent_answers where created_at < before;
end;
revoke execute on function platform.idempotent_answer(bytea), platform.forget_idempotent_answers(timestamptz) from public;
grant execute on function platform.idempotent_answer(bytea), platform.forget_idempotent_answers(timestamptz) to ${appRole};
grant insert on platform.idempotent_answers to ${appRole};
