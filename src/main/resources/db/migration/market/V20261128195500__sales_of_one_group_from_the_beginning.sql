-- Of two records that were one from the beginning, sales go with their orders, and come back with them. Only triggers write
-- sales, so the merge asks this function.
create function market.sales_follow(old_group uuid, new_group uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
    perform platform.refuse_nobody();
    update market.sales s
       set group_id = new_group
      from market.orders o
     where o.id = s.order_id and o.group_id = new_group and s.group_id = old_group
       and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE')
       and exists (select from registry.merges m
                    where m.from_beginning and m.undone_at is null and platform.in_area(m.area_code)
                      and (m.from_group, m.into_group) in ((old_group, new_group), (new_group, old_group)));
end $$;
revoke execute on function market.sales_follow(uuid, uuid) from public;
grant execute on function market.sales_follow(uuid, uuid) to ${appRole};
