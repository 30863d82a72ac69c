-- A buyer may place several orders at once, each with a token of its own: the setting lists their hashes.
create or replace function platform.holds(hash text) returns boolean
    language plpgsql stable parallel safe
as $$
declare
    held text := current_setting('cemara.holder', true);
begin
    return held is not null and held <> '' and hash = any (string_to_array(held, ','));
end $$;
