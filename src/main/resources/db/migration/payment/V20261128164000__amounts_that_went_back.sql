-- How much of a payment went back, not only whether. A provider may give a part back, several times, and names the sum so
-- far each time; it is never more than what was paid.
alter table payment.gateway_events add column refunded text collate "C" check (char_length(refunded) <= 20);
alter table payment.gateway_looks drop constraint gateway_looks_kind_check;
alter table payment.gateway_looks add constraint gateway_looks_kind_check
    check (kind in ('wrong-amount', 'unknown-word', 'failed-after-success', 'paid-twice', 'unknown-order',
                    'unclear-refund'));

alter table payment.payments add column refunded_amount bigint not null default 0;
update payment.payments set refunded_amount = amount where status = 'refunded';
alter table payment.payments add constraint payments_refunded_amount
    check (case status when 'refunded' then refunded_amount = amount
                       when 'confirmed' then refunded_amount between 0 and amount - 1
                       else refunded_amount = 0 end);
-- All of it or nothing follows from the status, whoever writes; a part of it is said with it.
create function payment.fit_refunded_amount() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    new.refunded_amount := case when new.status = 'refunded' then new.amount
                                when new.status = 'confirmed' and new.refunded_amount < new.amount
                                then new.refunded_amount
                                else 0 end;
    return new;
end $$;
create trigger payments_refunded_amount before insert or update on payment.payments
    for each row execute function payment.fit_refunded_amount();
revoke execute on function payment.fit_refunded_amount() from public;
grant update (refunded_amount) on payment.payments to ${appRole};
alter table payment.payment_changes drop constraint payment_changes_step_check;
alter table payment.payment_changes add constraint payment_changes_step_check
    check (step in ('opened', 'claimed', 'denied', 'confirmed', 'taken-back', 'partly-refunded', 'refunded', 'closed',
                    'reopened'));
