-- Messages that anybody may send to a group, and that only who answers for the group may read.
create schema example;
grant usage on schema example to ${appRole};

-- Read copy of the registry's public facts, fed by its events. A version tells a late event from a new one. Everybody
-- reads it; it is written in the scope of its listener, so no visitor's request can change it by mistake.
create table example.known_groups (
    group_id  uuid primary key references registry.business_groups,
    version   bigint not null,
    slug      text collate "C" not null,
    name      text not null,
    area_code text collate "C" not null,
    unique (group_id, area_code)
);
create index known_groups_slug on example.known_groups (slug);

-- The place of a message is the place of its group, also after the group moved: the foreign key sees to it.
create table example.messages (
    id          uuid primary key,
    group_id    uuid not null,
    area_code   text collate "C" not null,
    text        text not null check (text = btrim(text) and char_length(text) between 1 and 1000),
    sent_on     date not null,
    answer      text check (answer = btrim(answer) and char_length(answer) between 1 and 1000),
    answered_by uuid,
    answered_on date,
    check (num_nulls(answer, answered_by, answered_on) in (0, 3)),
    foreign key (group_id, area_code) references example.known_groups (group_id, area_code) on update cascade
);
create index messages_area on example.messages (area_code);
create index messages_group on example.messages (group_id);

-- That a message came, without what it says: no personal data, no policy, feeds every count.
create table example.messages_received (
    message_id  uuid primary key references example.messages,
    group_id    uuid not null,
    area_code   text collate "C" not null,
    received_on date not null
);
create index messages_received_area on example.messages_received (area_code, received_on);
create index messages_received_group on example.messages_received (group_id);

create function example.note_receipt() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    insert into example.messages_received (message_id, group_id, area_code, received_on)
    values (new.id, new.group_id, new.area_code, new.sent_on);
    return null;
end $$;
revoke execute on function example.note_receipt() from public;
create trigger messages_receipt after insert on example.messages
    for each row execute function example.note_receipt();

create trigger messages_received_changed after insert or update or delete or truncate on example.messages_received
    for each statement execute function platform.note_change('example');

alter table example.known_groups enable row level security;
create policy known_groups_read on example.known_groups for select using (true);
create policy known_groups_add on example.known_groups for insert with check (platform.in_area(area_code));
create policy known_groups_change on example.known_groups for update
    using (platform.in_area(area_code)) with check (platform.in_area(area_code));

-- One policy for each thing somebody does. Anybody adds a message, nobody an answered one. `insert … returning` also
-- needs the policy for reading, which a visitor does not pass: so we make the id ourselves and ask for nothing back.
alter table example.messages enable row level security;
create policy messages_read on example.messages for select
    using (platform.in_area(area_code) or platform.in_group(group_id));
create policy messages_send on example.messages for insert with check (answer is null);
create policy messages_answer on example.messages for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));

-- What the stand-in for the registry's announcements numbers them with.
create sequence example.announcement_numbers;

grant select, insert, update on example.known_groups, example.messages to ${appRole};
grant select on example.messages_received to ${appRole};
grant usage on sequence example.announcement_numbers to ${appRole};
