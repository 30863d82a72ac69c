-- Tables on their way in: who sent which file, how its columns were understood, what is wrong with which row. The file
-- holds people's numbers of identity, so it is kept enciphered under a key of its own, and only until it is taken in,
-- given up or a week old. Findings name line, column and reason, never what stood in the cell.
create schema exchange;
grant usage on schema exchange to ${appRole};

create table exchange.imports (
    id           uuid primary key,
    account_id   uuid not null,
    kind         text not null check (kind ~ '^[a-z-]+$'),
    file_name    text not null check (char_length(file_name) between 1 and 100),
    file_bytes   bigint not null,
    -- Finds out that the same file was sent before.
    file_hash    bytea not null check (octet_length(file_hash) = 32),
    -- The file's key, wrapped; null when the file is gone.
    file_key     bytea,
    -- The line of the headings, and what they say.
    header_line  int not null,
    headings     text[] not null,
    rows         int not null,
    -- Column of the kind to column of the file, from 0.
    columns      jsonb not null,
    state        text not null check (state in ('uploaded', 'checked', 'committed', 'cancelled', 'expired')),
    -- Whether the good rows are taken alone, or all or none.
    mode         text check (mode in ('good', 'all')),
    good         int not null default 0,
    warned       int not null default 0,
    bad          int not null default 0,
    existing     int not null default 0,
    added        int not null default 0,
    created_at   timestamptz not null,
    checked_at   timestamptz,
    committed_at timestamptz
);
create index imports_account on exchange.imports (account_id, created_at);
create index imports_open on exchange.imports (created_at) where file_key is not null;

-- What is wrong with, or worth a look at in, a row.
create table exchange.findings (
    import_id uuid not null references exchange.imports on delete cascade,
    position  int not null,
    line      int not null,
    -- The kind's column; null when it is about the row.
    column_key text,
    severity  text not null check (severity in ('error', 'warning', 'existing')),
    code      text not null check (code ~ '^[a-z0-9-]{1,60}$'),
    arguments jsonb not null,
    primary key (import_id, position)
);

create table exchange.import_chunks (
    import_id uuid not null references exchange.imports on delete cascade,
    number    int not null,
    bytes     bytea not null,
    primary key (import_id, number)
);
comment on table exchange.import_chunks is 'not in backups: files that wait to be taken in can be sent again';
alter table exchange.import_chunks alter column bytes set storage external; -- a cipher does not compress

-- How somebody understood the columns of files with these headings, for the next one.
create table exchange.column_choices (
    account_id uuid not null,
    kind       text not null,
    headings   bytea not null check (octet_length(headings) = 32),
    columns    jsonb not null,
    chosen_at  timestamptz not null,
    primary key (account_id, kind, headings)
);

alter table exchange.imports enable row level security;
alter table exchange.findings enable row level security;
alter table exchange.import_chunks enable row level security;
alter table exchange.column_choices enable row level security;
create policy imports_sender on exchange.imports
    using (platform.is_account(account_id) or platform.is_system())
    with check (platform.is_account(account_id) or platform.is_system());
create policy findings_sender on exchange.findings
    using (exists (select from exchange.imports i where i.id = import_id))
    with check (exists (select from exchange.imports i where i.id = import_id));
create policy import_chunks_sender on exchange.import_chunks
    using (exists (select from exchange.imports i where i.id = import_id))
    with check (exists (select from exchange.imports i where i.id = import_id));
create policy column_choices_owner on exchange.column_choices
    using (platform.is_account(account_id)) with check (platform.is_account(account_id));
grant select, insert, update, delete
   on exchange.imports, exchange.findings, exchange.import_chunks, exchange.column_choices to ${appRole};
