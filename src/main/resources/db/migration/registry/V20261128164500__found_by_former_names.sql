-- Who looks for a record that was merged away, by its name or number, finds the group that goes on.
create function registry.former_words(named uuid) returns tsvector
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
    words tsvector := '';
    gone  record;
begin
    for gone in
        with recursive record_gone (id, name, number) as (
            select g.id, g.name, g.number from registry.business_groups g where g.merged_into = named
            union
            select g.id, g.name, g.number
              from record_gone o
              join registry.business_groups g on g.merged_into = o.id)
        select name, number from record_gone order by number
    loop
        words := words || registry.group_words(gone.name, gone.number, '', '');
    end loop;
    return words;
end $$;
revoke execute on function registry.former_words(uuid) from public;

create function registry.add_former_words() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    new.search := new.search || registry.former_words(new.group_id);
    return new;
end $$;
revoke execute on function registry.add_former_words() from public;
-- The directory is written by insert … on conflict do update, and what a trigger before insert adds is in "excluded".
create trigger directory_former before insert on registry.directory
    for each row execute function registry.add_former_words();
update registry.directory d
   set search = d.search || registry.former_words(d.group_id)
 where exists (select from registry.business_groups g where g.merged_into = d.group_id);
