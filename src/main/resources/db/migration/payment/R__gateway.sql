-- Whether a try came to nothing, so that its page is of no use any more: a buyer reads no messages, but may know that.
create or replace function payment.has_failed(paying text, tried text) returns boolean
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select exists (select 1
                     from payment.gateway_events e
                    where e.reference = paying and e.order_id = tried and e.word = 'failed');
end;
revoke execute on function payment.has_failed(text, text) from public;
grant execute on function payment.has_failed(text, text) to ${appRole};

-- What a provider reported follows the payment into a merge, also when who merges may not write it.
create or replace function payment.gateway_follows() returns trigger
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
create or replace trigger payments_gateway_follows after update on payment.payments
    for each row when (new.group_id <> old.group_id) execute function payment.gateway_follows();
