-- What was assessed before registry.group_stages kept it.
select registry.note_assessed(array(select distinct group_id from assessment.assessments));
