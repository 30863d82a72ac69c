-- Who accompanies the families, and the office above, may know whether a member takes part in family planning; nobody
-- else, not even the group's own officers or the offices above the kabupaten.
create policy family_planning_scope on registry.family_planning
    using (platform.in_area(area_code) and platform.acts_as('FIELD_OFFICER', 'DISTRICT_OFFICE'))
    with check (platform.in_area(area_code) and platform.acts_as('FIELD_OFFICER', 'DISTRICT_OFFICE'));
