-- A payment goes to what counts for its group at that moment: a buyer, who opens it, sees no destinations to choose from.
create or replace function payment.choose_destination() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    new.destination_id := (select d.id
                             from payment.destinations d
                            where d.group_id = new.group_id
                              and d.kind = case new.method when 'qris' then 'qris' when 'transfer' then 'account' end
                              and d.state = 'verified');
    return new;
end $$;
create or replace trigger payments_destination before insert on payment.payments
    for each row execute function payment.choose_destination();

-- By which of these two ways each of these groups can be paid: known to anybody.
create or replace function payment.ways_of(groups uuid[]) returns table (group_id uuid, kind text)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select d.group_id, d.kind from payment.destinations d where d.group_id = any (groups) and d.state = 'verified';
end;

-- With how many other groups the same merchant or account counts or waits: a reason to look twice.
create or replace function payment.elsewhere(destination uuid) returns bigint
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select count(distinct o.group_id)
      from payment.destinations d
      join payment.destinations o
        on o.group_id <> d.group_id and o.state in ('waiting', 'verified')
       and (o.nmid = d.nmid or o.number = d.number)
     where d.id = destination;
end;

revoke execute on function payment.choose_destination(), payment.ways_of(uuid[]), payment.elsewhere(uuid) from public;
grant execute on function payment.ways_of(uuid[]), payment.elsewhere(uuid) to ${appRole};
