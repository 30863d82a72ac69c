-- What orders hold of shelves and weeks. Only these functions change it.

-- Reserves what these orders' lines ask for: summed for each product, always in the order of the products, each by
-- one update that succeeds only while enough is left. Answers what is missing; who gets any answer rolls back.
-- Lines that hold their reservation already are left alone, so it may be called again. How many there are never reads as
-- more than was asked for; the order learns the week of its last part.
create or replace function market.reserve(orderings uuid[], today date)
    returns table (product_id uuid, requested int, available int)
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    line record;
    monday date;
    wanted int;
    taken int;
    free int;
    made boolean := false;
begin
    perform platform.refuse_nobody();
    for line in
        select l.order_id, l.product_id, sum(l.quantity)::int as quantity, p.kind, p.week_capacity, p.lead_days,
               p.group_id, p.area_code
          from market.order_lines l
          join market.products p on p.id = l.product_id
         where l.order_id = any (orderings)
           and not exists (select 1 from market.reservations r
                            where r.order_id = l.order_id and r.product_id = l.product_id and r.state <> 'released')
         group by l.order_id, l.product_id, p.id
         order by l.product_id, l.order_id
    loop
        if line.kind = 'ready' then
            update market.stock s
               set reserved = s.reserved + line.quantity
             where s.product_id = line.product_id and s.on_hand - s.reserved >= line.quantity;
            if found then
                insert into market.reservations as r (order_id, product_id, week, group_id, area_code, quantity, state)
                values (line.order_id, line.product_id, null, line.group_id, line.area_code, line.quantity, 'held')
                    on conflict (order_id, product_id, week) do update
                   set state = 'held', quantity = excluded.quantity;
                continue;
            end if;
            select s.on_hand - s.reserved into free from market.stock s where s.product_id = line.product_id;
            product_id := line.product_id;
            requested := line.quantity;
            -- Somebody may have given some back a moment ago.
            available := least(coalesce(free, 0), line.quantity - 1);
            return next;
        else
            made := true;
            wanted := line.quantity;
            monday := date_trunc('week', (today + line.lead_days)::timestamp)::date;
            for ahead in 0 .. market.weeks_ahead() - 1 loop
                exit when wanted = 0;
                insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                values (line.product_id, monday + 7 * ahead, line.group_id, line.area_code, line.week_capacity)
                    on conflict (product_id, week) do nothing;
                select c.capacity - c.reserved into free
                  from market.week_capacity c
                 where c.product_id = line.product_id and c.week = monday + 7 * ahead
                   for no key update;
                taken := least(free, wanted);
                continue when taken <= 0;
                update market.week_capacity c
                   set reserved = c.reserved + taken
                 where c.product_id = line.product_id and c.week = monday + 7 * ahead;
                insert into market.reservations as r (order_id, product_id, week, group_id, area_code, quantity, state)
                values (line.order_id, line.product_id, monday + 7 * ahead, line.group_id, line.area_code, taken, 'held')
                    on conflict (order_id, product_id, week) do update
                   set state = 'held', quantity = excluded.quantity;
                wanted := wanted - taken;
            end loop;
            if wanted > 0 then
                product_id := line.product_id;
                requested := line.quantity;
                available := line.quantity - wanted;
                return next;
            end if;
        end if;
    end loop;
    if made then
        update market.orders o
           set promised_week = (select max(r.week) from market.reservations r
                                 where r.order_id = o.id and r.state = 'held')
         where o.id = any (orderings);
    end if;
end $$;

-- The same, all or nothing: whether there was enough of everything. What was taken on the way is given back.
create or replace function market.reserve_all(orderings uuid[], today date) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    if exists (select 1 from market.reserve(orderings, today)) then
        raise exception 'too little' using errcode = 'PM001';
    end if;
    return true;
exception
    when sqlstate 'PM001' then
        return false;
end $$;

-- Ends what the order holds without selling it. Idempotent.
create or replace function market.release(ordering uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    held record;
begin
    perform platform.refuse_nobody();
    for held in
        select r.id, r.product_id, r.week, r.quantity
          from market.reservations r
         where r.order_id = ordering and r.state = 'held'
         order by r.product_id, r.week
           for no key update
    loop
        if held.week is null then
            update market.stock s set reserved = s.reserved - held.quantity where s.product_id = held.product_id;
        else
            update market.week_capacity c
               set reserved = c.reserved - held.quantity
             where c.product_id = held.product_id and c.week = held.week;
        end if;
        update market.reservations r set state = 'released' where r.id = held.id;
    end loop;
end $$;

-- The goods leave: off the shelf and off what is promised in one. A week's hands stay used.
create or replace function market.use_reserved(ordering uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    held record;
begin
    perform platform.refuse_nobody();
    for held in
        select r.id, r.product_id, r.week, r.quantity
          from market.reservations r
         where r.order_id = ordering and r.state = 'held'
         order by r.product_id, r.week
           for no key update
    loop
        if held.week is null then
            update market.stock s
               set reserved = s.reserved - held.quantity, on_hand = s.on_hand - held.quantity, version = s.version + 1
             where s.product_id = held.product_id;
        end if;
        update market.reservations r set state = 'used' where r.id = held.id;
    end loop;
end $$;

-- The goods come back: the opposite of market.use_reserved. market.release then puts them on the shelf for others.
create or replace function market.give_back(ordering uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    gone record;
begin
    perform platform.refuse_nobody();
    for gone in
        select r.id, r.product_id, r.week, r.quantity
          from market.reservations r
         where r.order_id = ordering and r.state = 'used'
         order by r.product_id, r.week
           for no key update
    loop
        if gone.week is null then
            update market.stock s
               set on_hand = s.on_hand + gone.quantity, reserved = s.reserved + gone.quantity, version = s.version + 1
             where s.product_id = gone.product_id;
        end if;
        update market.reservations r set state = 'held' where r.id = gone.id;
    end loop;
end $$;

-- No order without its reservation, and none the other way: looked at when a transaction commits. An order has
-- lines; before the goods leave they are held, afterwards they are used.
create or replace function market.check_reserved() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    ordering uuid;
    stands text;
    must_be text;
begin
    if tg_table_name = 'orders' then
        ordering := new.id;
    else
        ordering := new.order_id;
    end if;
    select o.status into stands from market.orders o where o.id = ordering;
    if stands in ('cancelled', 'expired', 'refused') then
        if exists (select 1 from market.reservations r where r.order_id = ordering and r.state <> 'released') then
            raise exception 'order % has ended and still holds stock', ordering using errcode = 'check_violation';
        end if;
        return null;
    end if;
    must_be := case when stands in ('sent', 'delivered', 'closed', 'disputed') then 'used' else 'held' end;
    if not exists (select 1 from market.order_lines l where l.order_id = ordering) or exists (
            select 1
              from (select l.product_id, sum(l.quantity) as quantity
                      from market.order_lines l where l.order_id = ordering group by l.product_id) l
              full join (select r.product_id, sum(r.quantity) as quantity
                           from market.reservations r
                          where r.order_id = ordering and r.state = must_be group by r.product_id) r
                using (product_id)
             where l.quantity is distinct from r.quantity)
       or exists (select 1 from market.reservations r
                   where r.order_id = ordering and r.state not in ('released', must_be)) then
        raise exception 'order % does not hold what it asks for', ordering using errcode = 'check_violation';
    end if;
    return null;
end $$;

drop trigger if exists orders_reserved on market.orders;
create constraint trigger orders_reserved after insert or update of status on market.orders
    deferrable initially deferred for each row execute function market.check_reserved();
drop trigger if exists lines_reserved on market.order_lines;
create constraint trigger lines_reserved after insert on market.order_lines
    deferrable initially deferred for each row execute function market.check_reserved();
drop trigger if exists reservations_ordered on market.reservations;
create constraint trigger reservations_ordered after insert or update on market.reservations
    deferrable initially deferred for each row execute function market.check_reserved();

-- What is promised beside what reservations say, where they differ: nothing, always. For tests and the nightly look.
create or replace function market.stock_mismatches() returns table (product_id uuid, week date, promised int, held bigint)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select s.product_id, null::date, s.reserved, coalesce(sum(r.quantity), 0)
      from market.stock s
      left join market.reservations r on r.product_id = s.product_id and r.week is null and r.state = 'held'
     group by s.product_id
    having s.reserved <> coalesce(sum(r.quantity), 0)
     union all
    select c.product_id, c.week, c.reserved, coalesce(sum(r.quantity), 0)
      from market.week_capacity c
      left join market.reservations r
        on r.product_id = c.product_id and r.week = c.week and r.state in ('held', 'used')
     group by c.product_id, c.week
    having c.reserved <> coalesce(sum(r.quantity), 0);
end;

revoke execute on function market.reserve(uuid[], date), market.reserve_all(uuid[], date), market.release(uuid),
    market.use_reserved(uuid), market.give_back(uuid), market.check_reserved(), market.stock_mismatches() from public;
grant execute on function market.reserve(uuid[], date), market.reserve_all(uuid[], date), market.release(uuid),
    market.use_reserved(uuid), market.give_back(uuid), market.stock_mismatches() to ${appRole};
