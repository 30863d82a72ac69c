-- Keeps permit.held, a row for each group that held the permit.
create or replace function permit.note_held() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    day date;
begin
    if tg_op = 'UPDATE' and old.group_id <> new.group_id then
        day := registry.merged_on(old.group_id, new.group_id);
        if day is null or exists (select from permit.held h where h.permit_id = new.id and h.group_id = new.group_id) then
            -- It comes back, or was never where it was written down.
            delete from permit.held h where h.permit_id = new.id and h.group_id = old.group_id;
            update permit.held h set given_on = null where h.permit_id = new.id and h.group_id = new.group_id;
        else
            update permit.held h set given_on = day where h.permit_id = new.id and h.group_id = old.group_id;
        end if;
    end if;
    insert into permit.held (permit_id, group_id, area_code, kind, valid_from, taken_on)
    values (new.id, new.group_id, new.area_code, new.kind, coalesce(new.issued_on, new.recorded_on), day)
        on conflict do nothing;
    update permit.held h
       set area_code = case h.group_id when new.group_id then new.area_code else h.area_code end, kind = new.kind,
           valid_from = greatest(coalesce(new.issued_on, new.recorded_on), h.taken_on),
           valid_to = least(new.expires_on + 1, new.withdrawn_on, new.replaced_on, h.given_on)
     where h.permit_id = new.id;
    return null;
end $$;
revoke execute on function permit.note_held() from public;
create or replace trigger permits_held after insert or update on permit.permits
    for each row execute function permit.note_held();

-- What the figures count: permits of the groups that count, by the place and from when to when (the first day not any
-- more; null while they do).
create or replace view permit.counted as
select g.group_id, g.area_code, h.kind, greatest(g.counted_from, h.valid_from) as counted_from,
       least(g.counted_to, h.valid_to) as counted_to
  from registry.counted_groups g
  join permit.held h on h.group_id = g.group_id;
grant select on permit.counted to ${appRole};
