-- Some rows are for certain roles only, whatever the area: who acts is told to the policies with the role, too.
-- A setting that was never made, or is empty, is no role. Work of the system itself acts as SYSTEM.
create function platform.acts_as(variadic roles text[]) returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.role', true)), '') = any (roles);
