-- Functions that run with the owner's rights pass all policies. Those that write ask first whether somebody acts: an
-- account, the holder of an order, work of the system, or somebody with a scope. The owner, who loads samples and
-- restores, is not asked.
create function platform.refuse_nobody() returns void
    language plpgsql stable set search_path = pg_catalog
as $$
begin
    if session_user <> current_user and not platform.somebody_acts()
       and coalesce(current_setting('cemara.areas', true), '') = '' then
        raise exception 'nobody acts' using errcode = 'insufficient_privilege';
    end if;
end $$;
