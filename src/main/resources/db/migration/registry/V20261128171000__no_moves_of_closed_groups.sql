-- A closed group is not proposed for another kabupaten, and nothing public of it waits to be confirmed anew.
create trigger group_closed before insert on registry.moves
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert on registry.public_changes
    for each row execute function registry.refuse_closed();
