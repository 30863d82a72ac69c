-- The next running number of a kabupaten. A number is never given twice, so the application cannot set the counter.
create or replace function registry.next_number(regency text) returns text
    language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    number text;
begin
    perform platform.refuse_nobody();
    insert into registry.number_counters as c (regency_code, last_number)
    values (regency, 1)
        on conflict (regency_code) do update set last_number = c.last_number + 1
    returning regency_code || '-' || lpad(last_number::text, greatest(4, length(last_number::text)), '0') into number;
    return number;
end $$;

-- The wanted address if it is free, else the first free one with a number behind it. Looks at all groups, also at those
-- the actor may not see, and tells only that an address is taken.
create or replace function registry.free_slug(wanted text) returns text
    language sql stable security definer set search_path = pg_catalog
    return (select case when n = 1 then wanted else wanted || '-' || n end
              from generate_series(1, 10000) as n
             where not exists (select from registry.business_groups g
                                where g.slug = case when n = 1 then wanted else wanted || '-' || n end)
             order by n
             limit 1);

revoke execute on function registry.next_number(text), registry.free_slug(text) from public;
grant execute on function registry.next_number(text), registry.free_slug(text) to ${appRole};
