-- A closed group is not assessed any more: see registry.refuse_closed.
create trigger group_closed before insert or update on assessment.assessments
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert or update on assessment.answers
    for each row execute function registry.refuse_closed();
