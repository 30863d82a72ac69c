-- What it costs to bring an order. How couriers round a weight is data with a date and a source; what they charge is
-- never ours to say: each group enters the tariffs it pays, and its own rates.
create table market.couriers (
    key      text primary key check (key ~ '^[a-z0-9-]+$'),
    position int not null unique,
    name     text not null
);
insert into market.couriers (key, position, name)
values ('jne', 1, 'JNE'),
       ('jnt-express', 2, 'J&T Express'),
       ('jnt-cargo', 3, 'J&T Cargo'),
       ('pos', 4, 'Pos Indonesia'),
       ('local', 5, 'Kurir setempat');

-- The newest row of a courier counts. A courier without one, or with one that does not say how it rounds, cannot be
-- chosen until an office enters the rest. How J&T rounds is not in our sources: until an office enters it, the strictest
-- counts, every kilogram that is begun, so that no group pays for what a buyer was not told; its source says so.
create table market.courier_rules (
    courier_key        text not null references market.couriers,
    noted_on           date not null,
    -- The least that is charged, in whole kilograms; null when nobody knows yet.
    minimum_kg         int check (minimum_kg between 1 and 1000),
    -- What exceeds whole kilograms by at most so much is not charged; null when nobody knows yet.
    tolerance_grams    int check (tolerance_grams between 0 and 999),
    -- So many cubic centimetres count as one kilogram; null when room is not looked at.
    volumetric_divisor int check (volumetric_divisor between 1 and 1000000),
    source             text not null check (source = btrim(source) and char_length(source) between 1 and 300),
    -- Cash on delivery needs somebody at the door who takes the money. Until an office notes that a courier does, none
    -- does: a group must not send goods for money that nobody collects.
    collects_cash      boolean not null default false,
    primary key (courier_key, noted_on)
);
insert into market.courier_rules (courier_key, noted_on, minimum_kg, tolerance_grams, volumetric_divisor, source)
values ('jne', date '2026-11-24', 1, 300, 6000,
        'JNE: paling sedikit 1 kg; sisa sampai 0,3 kg dibulatkan ke bawah, lebih dari itu ke atas; volume cm3/6000'),
       ('jnt-express', date '2026-11-24', 1, 0, null,
        'Perkiraan paling ketat: paling sedikit 1 kg, sisa dibulatkan ke atas; aturan resmi J&T Express belum tercatat'),
       ('jnt-cargo', date '2026-11-24', 1, 0, 5000,
        'J&T Cargo: volume cm3/5000; pembulatannya belum tercatat, dipakai yang paling ketat: sisa ke atas'),
       ('local', date '2026-11-24', 1, 0, null,
        'Bawaan Cemara: paling sedikit 1 kg, sisa dibulatkan ke atas; ubah kalau kurir setempat menghitung lain');

-- Where the group brings what it sells itself, and for how much: the most specific area counts.
create table market.delivery_rates (
    group_id  uuid not null,
    area_code text collate "C" not null,
    to_area   text collate "C" not null check (to_area ~ '^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$'),
    fee       bigint not null check (fee between 0 and 100000000),
    -- From goods of so much on it is free; null when it never is.
    free_from bigint check (free_from between 1 and 1000000000000),
    primary key (group_id, to_area),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);

-- What the group pays a courier for a kilogram to an area, as the group entered it.
create table market.courier_tariffs (
    group_id    uuid not null,
    area_code   text collate "C" not null,
    courier_key text not null references market.couriers,
    to_area     text collate "C" not null check (to_area ~ '^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$'),
    per_kg      bigint not null check (per_kg between 1 and 10000000),
    primary key (group_id, courier_key, to_area),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);

alter table market.courier_rules enable row level security;
alter table market.delivery_rates enable row level security;
alter table market.courier_tariffs enable row level security;
create policy courier_rules_read on market.courier_rules for select using (true);
create policy courier_rules_insert on market.courier_rules for insert
    with check ((select current_setting('cemara.role', true)) in ('PROVINCIAL_OFFICE', 'NATIONAL_OFFICE'));
create policy courier_rules_update on market.courier_rules for update
    using ((select current_setting('cemara.role', true)) in ('PROVINCIAL_OFFICE', 'NATIONAL_OFFICE'));
do $$
declare
    part text;
begin
    foreach part in array array['delivery_rates', 'courier_tariffs'] loop
        execute format('create policy %1$s_read on market.%1$I for select using (true)', part);
        execute format('create policy %1$s_insert on market.%1$I for insert
                        with check (platform.in_area(area_code) or platform.in_group(group_id))', part);
        execute format('create policy %1$s_update on market.%1$I for update
                        using (platform.in_area(area_code) or platform.in_group(group_id))
                        with check (platform.in_area(area_code) or platform.in_group(group_id))', part);
        execute format('create policy %1$s_delete on market.%1$I for delete
                        using (platform.in_area(area_code) or platform.in_group(group_id))', part);
        -- A closed group sells nothing more: see registry.refuse_closed.
        execute format('create trigger group_closed before insert or update on market.%I
                        for each row execute function registry.refuse_closed()', part);
        execute format('create trigger group_closed_delete before delete on market.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
end $$;
grant select on market.couriers to ${appRole};
grant select, insert, update on market.courier_rules to ${appRole};
grant select, insert, delete on market.delivery_rates, market.courier_tariffs to ${appRole};
-- Rates and tariffs go with the shop they belong to into a merge.
grant update (group_id, area_code) on market.delivery_rates, market.courier_tariffs to ${appRole};
