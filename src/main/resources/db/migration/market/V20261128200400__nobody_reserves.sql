-- What orders hold is changed by somebody: the rest of the functions is as it was.
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
