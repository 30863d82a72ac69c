-- What a group may show to sell: NIB, P-IRT, halal, brand and MD. The number and how long it counts are public facts,
-- as on a label; who holds it and the paper itself are not. A permit is never deleted: it is replaced or withdrawn.
create schema permit;
grant usage on schema permit to ${appRole};

create table permit.permits (
    id              uuid primary key,
    group_id        uuid not null,
    area_code       text collate "C" not null,
    kind            text not null check (kind in ('nib', 'p-irt', 'halal', 'brand', 'md')),
    number          text collate "C" not null check (number = btrim(number) and char_length(number) between 1 and 40),
    -- A number that does not look as the kind usually does: taken as it is, and said so.
    is_other_format boolean not null default false,
    issued_on       date,
    -- The last day it counts; null when it has no end.
    expires_on      date,
    recorded_on     date not null,
    -- Set before the newer one is there, for both may carry one number.
    replaced_by     uuid references permit.permits deferrable initially deferred,
    replaced_on     date,
    withdrawn_on    date,
    version         int not null default 0,
    check (expires_on >= issued_on),
    check ((replaced_by is null) = (replaced_on is null)),
    unique (id, group_id, area_code),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index permits_group on permit.permits (group_id);
-- The same number twice is the same permit.
create unique index permits_current on permit.permits (group_id, kind, number)
 where replaced_by is null and withdrawn_on is null;
-- What ends soon in an area.
create index permits_ending on permit.permits (area_code, expires_on)
 where replaced_by is null and withdrawn_on is null and expires_on is not null;

create table permit.permit_private (
    permit_id       uuid primary key,
    group_id        uuid not null,
    area_code       text collate "C" not null,
    holder          text check (holder = btrim(holder) and char_length(holder) between 1 and 120),
    file_hash       text collate "C" check (file_hash ~ '^[0-9a-f]{64}$'),
    file_type       text check (file_type in ('application/pdf', 'image/jpeg')),
    withdrawn_why   text check (withdrawn_why = btrim(withdrawn_why) and char_length(withdrawn_why) between 1 and 500),
    check ((file_hash is null) = (file_type is null)),
    foreign key (permit_id, group_id, area_code)
        references permit.permits (id, group_id, area_code) on update cascade deferrable
);
create index permit_private_group on permit.permit_private (group_id);

-- Which group holds which kind from when to when, without numbers: no policy, feeds every count. That changes with a
-- merge: until its day the one that was closed, from it on the other. So there is a row for each group that held it, and
-- figures of past days stay.
create table permit.held (
    permit_id  uuid not null references permit.permits deferrable,
    group_id   uuid not null,
    area_code  text collate "C" not null,
    kind       text not null,
    valid_from date not null,
    -- The first day it no longer counts; null while it does.
    valid_to   date,
    -- From this day on the group holds it; null for the first one.
    taken_on   date,
    -- Until this day; null for the one that holds it.
    given_on   date,
    primary key (permit_id, group_id)
);
create index held_area on permit.held (area_code, kind);

create trigger held_changed after insert or update or delete or truncate on permit.held
    for each statement execute function platform.note_change('permit');

-- A closed group takes no more permits: see registry.refuse_closed.
create trigger group_closed before insert or update on permit.permits
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert or update on permit.permit_private
    for each row execute function registry.refuse_closed();

alter table permit.permits enable row level security;
alter table permit.permit_private enable row level security;
create policy permits_read on permit.permits for select
    using (replaced_by is null and withdrawn_on is null and registry.is_public_group(group_id)
           or platform.in_area(area_code) or platform.in_group(group_id));
create policy permits_insert on permit.permits for insert
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy permits_update on permit.permits for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy permit_private_scope on permit.permit_private
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));

grant select, insert, update on permit.permits, permit.permit_private to ${appRole};
grant select on permit.held to ${appRole};
