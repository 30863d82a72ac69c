-- Who acts reaches the database as settings of the transaction; policies read them through these functions only.
-- A setting that was never made, or is empty, means nobody. The whole country has a value of its own.
create schema platform;
grant usage on schema platform to ${appRole};

-- A code is the prefix of everything inside it. Compared as a range in collation "C" and not with LIKE, which is not
-- leakproof and would keep the indexes of protected tables unused: '.' sorts right before '/'.
create function platform.in_area(code text) returns boolean
    language sql stable parallel safe
    return coalesce((select current_setting('cemara.areas', true)), '') = '*'
        or exists (
            select 1
              from unnest(string_to_array((select current_setting('cemara.areas', true)), ',')) as scope (area)
             where code collate "C" >= scope.area collate "C" and code collate "C" < (scope.area || '/') collate "C");

create function platform.in_group(id uuid) returns boolean
    language sql stable parallel safe
    return id::text = nullif((select current_setting('cemara.group', true)), '');

create function platform.holds(hash text) returns boolean
    language sql stable parallel safe
    return hash = nullif((select current_setting('cemara.holder', true)), '');

create function platform.is_account(id uuid) returns boolean
    language sql stable parallel safe
    return id::text = nullif((select current_setting('cemara.account', true)), '');
