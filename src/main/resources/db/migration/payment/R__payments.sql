-- The first number from 1 to 999, beginning there, that makes the amount end unlike every other open transfer to the
-- group; null when there is none.
create or replace function payment.free_code(selling uuid, total bigint, beginning int) returns int
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select 1 + (beginning + n) % 999
      from generate_series(0, 998) n
     where not exists (select 1
                         from payment.payments p
                        where p.group_id = selling and p.holds_amount
                          and p.amount % 1000 = (total + 1 + (beginning + n) % 999) % 1000)
     order by n
     limit 1;
end;
revoke execute on function payment.free_code(uuid, bigint, int) from public;
grant execute on function payment.free_code(uuid, bigint, int) to ${appRole};

-- All of it or nothing follows from the status, not from the writer; a part of it is said with it.
create or replace function payment.fit_refunded_amount() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    new.refunded_amount := case when new.status = 'refunded' then new.amount
                                when new.status = 'confirmed' and new.refunded_amount < new.amount
                                then new.refunded_amount
                                else 0 end;
    return new;
end $$;
revoke execute on function payment.fit_refunded_amount() from public;
create or replace trigger payments_refunded_amount before insert or update on payment.payments
    for each row execute function payment.fit_refunded_amount();
