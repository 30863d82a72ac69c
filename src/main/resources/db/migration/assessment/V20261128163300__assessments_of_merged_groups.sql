-- An assessment is never changed; only the group it belongs to, when two records of one group become one. That is the
-- office's to do.
create policy assessments_move on assessment.assessments for update
    using (platform.in_area(area_code) and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE'))
    with check (platform.in_area(area_code));
grant update (group_id, area_code) on assessment.assessments to ${appRole};
