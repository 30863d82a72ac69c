-- A closed group sends in no more codes or accounts, and none of them is looked at any more: see registry.refuse_closed.
-- One that must not be paid to is taken off at any time.
create trigger group_closed before insert on payment.destinations
    for each row execute function registry.refuse_closed();
create trigger group_closed_update before update on payment.destinations for each row
    when (new.state <> 'withdrawn' or new.group_id <> old.group_id)
    execute function registry.refuse_closed();
