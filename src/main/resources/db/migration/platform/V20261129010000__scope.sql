-- Who acts reaches the database as settings of the transaction; policies read them through these functions only.
-- A setting that was never made, or is empty, means nobody. Here are those that this module's own tables ask; the others
-- are in R__scope.sql.
create schema platform;
grant usage on schema platform to ${appRole};

create function platform.is_account(id uuid) returns boolean
    language sql stable parallel safe
    return id::text = nullif((select current_setting('cemara.account', true)), '');

create function platform.is_system() returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.system', true)), '') <> '';

-- Work of the system is told apart by the name it acts under.
create function platform.works_as(variadic names text[]) returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.system', true)), '') = any (names);

-- An account, the holder of an order, or work of the system.
create function platform.somebody_acts() returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.account', true)), '') <> ''
        or coalesce((select current_setting('cemara.holder', true)), '') <> ''
        or coalesce((select current_setting('cemara.system', true)), '') <> '';
