-- Numbers are given and cases of duplicates written down for somebody. The search for duplicates is otherwise as it was.
create or replace function registry.next_number(regency text) returns text
    language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    number text;
begin
    perform platform.refuse_nobody();
    insert into registry.number_counters as c (regency_code, last_number)
    values (regency, 1)
        on conflict (regency_code) do update set last_number = c.last_number + 1
    returning regency_code || '-' || lpad(last_number::text, greatest(4, length(last_number::text)), '0') into number;
    return number;
end $$;

create or replace function registry.note_duplicates(today date, only_groups uuid[]) returns int
    language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
declare
    open_cases int;
begin
    perform platform.refuse_nobody();
    -- One at a time: two would write the same cases.
    perform pg_advisory_xact_lock(hashtext('registry.note_duplicates'));

    with active as not materialized (
        select g.id, g.area_code, g.normal_name, p.phone_key
          from registry.business_groups g
          left join registry.group_private p on p.group_id = g.id
         where g.deactivated_on is null),
    chosen as materialized (
        select a.* from active a where only_groups is null or a.id = any (only_groups)),
    persons as not materialized (
        select m.group_id, m.nik_hash
          from registry.members m
          join registry.memberships s on s.id = m.membership_id and s.left_on is null
         where m.nik_hash is not null),
    in_common as materialized (
        select least(c.id, o.group_id) as group_a, greatest(c.id, o.group_id) as group_b,
               count(distinct o.nik_hash)::int as shared
          from chosen c
          join persons p on p.group_id = c.id
          join persons o on o.nik_hash = p.nik_hash and o.group_id <> c.id
         group by 1, 2),
    pairs as materialized (
        select least(c.id, a.id) as group_a, greatest(c.id, a.id) as group_b
          from chosen c join active a on a.area_code = c.area_code and a.id <> c.id
        union
        select least(c.id, a.id), greatest(c.id, a.id)
          from chosen c join active a on a.phone_key = c.phone_key and a.id <> c.id
        union
        select group_a, group_b from in_common),
    weighed as (
        select a.id as group_a, b.id as group_b, registry.common_area(a.area_code, b.area_code) as area_code,
               registry.name_match(a.normal_name, b.normal_name) as name_match,
               registry.name_abbreviates(a.normal_name, b.normal_name) as short,
               registry.number_conflict(a.normal_name, b.normal_name) as numbers,
               registry.common_depth(a.area_code, b.area_code) as depth,
               coalesce(a.phone_key = b.phone_key
                        and (select count(*) from registry.group_private q where q.phone_key = a.phone_key) <= 20, false)
                   as same_phone,
               coalesce(c.shared, 0) as shared,
               case when c.shared is null then 0
                    else c.shared::real / least((select count(distinct k.nik_hash) from persons k where k.group_id = a.id),
                                                (select count(distinct k.nik_hash) from persons k where k.group_id = b.id))
                    end::real as shared_part
          from pairs p
          join active a on a.id = p.group_a
          join active b on b.id = p.group_b
          left join in_common c on c.group_a = p.group_a and c.group_b = p.group_b),
    found as materialized (
        select w.*, s.score
          from weighed w,
               lateral (select registry.duplicate_score(w.name_match, w.short, w.numbers, w.depth, w.same_phone, w.shared,
                                                        w.shared_part) as score) s
         where s.score >= 0.5),
    gone as (
        delete from registry.duplicate_cases d
         where d.state = 'open'
           and (only_groups is null or d.group_a = any (only_groups) or d.group_b = any (only_groups))
           and not exists (select from found f where f.group_a = d.group_a and f.group_b = d.group_b))
    insert into registry.duplicate_cases as d
           (group_a, group_b, area_code, score, name_match, depth, same_phone, shared, found_on)
    select f.group_a, f.group_b, f.area_code, f.score, f.name_match, f.depth, f.same_phone, f.shared, today
      from found f
     order by f.group_a, f.group_b
        on conflict (group_a, group_b) do update
       set area_code = excluded.area_code, score = excluded.score, name_match = excluded.name_match,
           depth = excluded.depth, same_phone = excluded.same_phone, shared = excluded.shared
     where d.state = 'open'
       and (d.area_code, d.score, d.name_match, d.depth, d.same_phone, d.shared)
           is distinct from (excluded.area_code, excluded.score, excluded.name_match, excluded.depth,
                             excluded.same_phone, excluded.shared);

    select count(*) into open_cases
      from registry.duplicate_cases d
     where d.state = 'open'
       and (only_groups is null or d.group_a = any (only_groups) or d.group_b = any (only_groups));
    return open_cases;
end $$;
