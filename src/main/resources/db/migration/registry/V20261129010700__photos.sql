-- Pictures of a group for everybody to see. A row names two files of the store; the files themselves are stripped of
-- place and camera on the way in. A picture taken off the page stays here with the day and who took it off.
create table registry.group_photos (
    id             uuid primary key,
    group_id       uuid not null,
    area_code      text collate "C" not null,
    hash           text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
    thumbnail_hash text collate "C" not null check (thumbnail_hash ~ '^[0-9a-f]{64}$'),
    width          int not null check (width > 0),
    height         int not null check (height > 0),
    -- Describes the picture to those who cannot see it; shown below it as well.
    caption        text not null check (caption = btrim(caption) and char_length(caption) between 1 and 200),
    taken_on       date,
    position       int not null,
    added_at       timestamptz not null,
    added_by       uuid not null,
    removed_at     timestamptz,
    removed_by     uuid,
    version        int not null default 0,
    check ((removed_at is null) = (removed_by is null)),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
-- The same picture is on a page once.
create unique index group_photos_shown on registry.group_photos (group_id, hash) where removed_at is null;
-- Whether a file is public: asked with each picture served.
create index group_photos_hash on registry.group_photos (hash) where removed_at is null;
create index group_photos_thumbnail on registry.group_photos (thumbnail_hash) where removed_at is null;

-- Whether anybody may know the group: it was verified once. Answered for policies of tables in other schemas, which
-- carry a group's id and do not read this one.
create function registry.is_public_group(id uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    return exists (select from registry.business_groups g
                    where g.id = is_public_group.id and g.verified_on is not null);
revoke execute on function registry.is_public_group(uuid) from public;
grant execute on function registry.is_public_group(uuid) to ${appRole};

alter table registry.group_photos enable row level security;
create policy group_photos_read on registry.group_photos for select
    using (removed_at is null and registry.is_public_group(group_id)
           or platform.in_area(area_code) or platform.in_group(group_id));
create policy group_photos_insert on registry.group_photos for insert
    with check (platform.in_area(area_code) or platform.in_group(group_id));
create policy group_photos_update on registry.group_photos for update
    using (platform.in_area(area_code) or platform.in_group(group_id))
    with check (platform.in_area(area_code) or platform.in_group(group_id));
grant select, insert, update on registry.group_photos to ${appRole};
