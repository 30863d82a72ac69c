-- Payments and the places where money goes follow their group into a merge; what a provider reported follows the payment,
-- also when who merges may not write it.
grant update (group_id, area_code) on payment.destinations, payment.payments to ${appRole};

create function payment.gateway_follows() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update payment.gateway_events e
       set group_id = new.group_id, area_code = new.area_code
     where e.reference = new.reference and e.group_id = old.group_id;
    update payment.gateway_openings o
       set group_id = new.group_id, area_code = new.area_code
     where o.reference = new.reference and o.group_id = old.group_id;
    update payment.gateway_states s
       set group_id = new.group_id, area_code = new.area_code
     where s.reference = new.reference and s.group_id = old.group_id;
    update payment.gateway_looks l
       set group_id = new.group_id, area_code = new.area_code
     where l.reference = new.reference and l.group_id = old.group_id;
    return null;
end $$;
revoke execute on function payment.gateway_follows() from public;
create trigger payments_gateway_follows after update on payment.payments
    for each row when (new.group_id <> old.group_id) execute function payment.gateway_follows();
