-- What a merge moves is moved in the merge's own transaction and kept with its other steps. Rates and tariffs go with the
-- shop they belong to.
do $$
declare
    part text;
begin
    foreach part in array array['delivery_rates', 'courier_tariffs'] loop
        execute format('create policy %1$s_update on market.%1$I for update
                        using (platform.in_area(area_code) or platform.in_group(group_id))
                        with check (platform.in_area(area_code) or platform.in_group(group_id))', part);
    end loop;
end $$;
grant update (group_id, area_code) on market.delivery_rates, market.courier_tariffs to ${appRole};

insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
select m.merge_id, 'market.products', m.product_id,
       jsonb_build_object('group_id', g.from_group, 'state', m.state, 'version', m.version - 1),
       jsonb_build_object('group_id', g.into_group,
                          'state', case m.state when 'published' then 'resting' else m.state end, 'version', m.version)
  from market.merge_moves m
  join registry.merges g on g.id = m.merge_id
 where g.undone_at is null
 order by m.merge_id, m.product_id;
drop table market.merge_moves;
