-- Policies ask this for every row they guard. A function in SQL with a subquery is not inlined and starts the executor
-- anew each time; the same in PL/pgSQL takes a quarter of the time (3 instead of 13 microseconds).
create or replace function platform.in_area(code text) returns boolean
    language plpgsql stable parallel safe
as $$
declare
    areas text := current_setting('cemara.areas', true);
    area  text;
begin
    if areas is null or areas = '' then
        return false;
    elsif areas = '*' then
        return true;
    end if;
    foreach area in array string_to_array(areas, ',') loop
        if code collate "C" >= area and code collate "C" < area || '/' then
            return true;
        end if;
    end loop;
    return false;
end $$;
