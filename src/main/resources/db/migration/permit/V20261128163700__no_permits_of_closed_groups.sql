-- A closed group takes no more permits: see registry.refuse_closed.
create trigger group_closed before insert or update on permit.permits
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert or update on permit.permit_private
    for each row execute function registry.refuse_closed();
