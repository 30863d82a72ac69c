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
grant insert on platform.idempotent_answers to ${appRole};
