-- Looks for groups that may be the same as one that is being registered. A group in a neighbouring kabupaten counts, too,
-- so these functions belong to the owner and see beyond the actor's scope; they tell ids and scores, never names.
-- Weights and threshold come from a labelled set; see docs/decisions/0009-duplicate-score.md.

-- How alike two normal names are, 0 to 1: by trigrams, for which the order of words does not matter, and by the part of
-- the longer name that must not be typed anew.
create or replace function registry.name_match(one text, other text) returns real
    language sql immutable parallel safe
    return greatest(public.similarity(split_part(one, ' #', 1), split_part(other, ' #', 1)),
                    1 - public.levenshtein(left(split_part(one, ' #', 1), 120), left(split_part(other, ' #', 1), 120))::real
                        / greatest(1, length(split_part(one, ' #', 1)), length(split_part(other, ' #', 1))));

-- Whether one of two names is the other with words cut short, "Mwr Putih" or "M. Putih" for "Mawar Putih".
create or replace function registry.name_abbreviates(one text, other text) returns boolean
    language plpgsql immutable parallel safe set search_path = pg_catalog
as $$
declare
    a text[] := string_to_array(split_part(one, ' #', 1), ' ');
    b text[] := string_to_array(split_part(other, ' #', 1), ' ');
begin
    if cardinality(a) <> cardinality(b) then
        return false;
    end if;
    for i in 1 .. cardinality(a) loop
        continue when a[i] = b[i] or translate(a[i], 'aeiou', '') = translate(b[i], 'aeiou', '')
                                     and left(a[i], 1) = left(b[i], 1) and length(a[i]) > 2;
        if cardinality(a) = 1 or left(a[i], 1) <> left(b[i], 1) or least(length(a[i]), length(b[i])) > 1 then
            return false;
        end if;
    end loop;
    return true;
end $$;

-- How the numbers of two normal names agree: 0 the same or none, 1 only one has them, 2 different ones.
create or replace function registry.number_conflict(one text, other text) returns int
    language sql immutable parallel safe
    return case when split_part(one, ' #', 2) = split_part(other, ' #', 2) then 0
                when split_part(one, ' #', 2) = '' or split_part(other, ' #', 2) = '' then 1
                else 2 end;

-- 4 for the same village, 3 for the same kecamatan, 2 for the same kabupaten, 1 for the same province, else 0.
create or replace function registry.common_depth(one text, other text) returns int
    language sql immutable parallel safe
    return case when one = other then (length(one) + 1) / 3
                when left(one, 8) = left(other, 8) and least(length(one), length(other)) >= 8 then 3
                when left(one, 5) = left(other, 5) and least(length(one), length(other)) >= 5 then 2
                when left(one, 2) = left(other, 2) then 1
                else 0 end;

-- The area that holds both; '*' for two provinces, which only the scope of the whole country holds.
create or replace function registry.common_area(one text, other text) returns text
    language sql immutable parallel safe
    return case registry.common_depth(one, other)
               when 4 then one when 3 then left(one, 8) when 2 then left(one, 5) when 1 then left(one, 2) else '*' end;

-- The chance that two groups are one, from what speaks for and against it. From a likeness of 0.9 on a name speaks for
-- it as much as it can: equal names are as common as names with a slip.
create or replace function registry.duplicate_score(name_match real, short boolean, numbers int, depth int, same_phone boolean,
                                                    shared int, shared_part real) returns real
    language sql immutable parallel safe
    return (1 / (1 + exp(-(
        -9.4
        + case when short then 6.9 else 23 * greatest(0, least(name_match, 0.9) - 0.6) end
        - case when numbers > 0 then 6.0 else 0.0 end
        + case when depth = 4 then 5.4 else 0.0 end
        + case when same_phone then 3.0 else 0.0 end
        + case when shared > 1 then 3 + 7 * shared_part else 0.0 end))))::real;

-- What speaks for one group being another, for every active group that may be it: those of the same village, with the
-- same telephone, or with a member in common. A name alone is never enough elsewhere: the same ones are given everywhere.
create or replace function registry.duplicate_evidence(wanted_name text, wanted_area text, wanted_phone text, wanted_niks bytea[],
                                                       except_group uuid)
    returns table (group_id uuid, area_code text, name_match real, short boolean, numbers int, depth int,
                   same_phone boolean, shared int, shared_part real)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
    normal text := registry.normal_name(coalesce(wanted_name, ''));
    phone  text := registry.phone_key(wanted_phone);
    known  int := cardinality(coalesce(wanted_niks, '{}'));
begin
    return query
    with persons as materialized (
        select m.group_id, count(distinct m.nik_hash)::int as shared
          from registry.members m
          join registry.memberships s on s.id = m.membership_id and s.left_on is null
         where known > 0 and m.nik_hash = any (wanted_niks) and m.group_id is distinct from except_group
         group by m.group_id),
    callers as materialized (
        -- A number that many groups give is an office's, and says nothing.
        select c.group_id from (select p.group_id, count(*) over () as groups
                                  from registry.group_private p where p.phone_key = phone) c where c.groups <= 20),
    found as (
        select g.id from registry.business_groups g where g.area_code = wanted_area
        union
        select c.group_id from callers c
        union
        select p.group_id from persons p)
    select g.id, g.area_code, registry.name_match(g.normal_name, normal), registry.name_abbreviates(g.normal_name, normal), registry.number_conflict(g.normal_name, normal),
           registry.common_depth(g.area_code, wanted_area), c.group_id is not null, coalesce(p.shared, 0),
           case when p.shared is null then 0
                else p.shared::real / greatest(1, least(known, (select count(distinct o.nik_hash)
                                                     from registry.members o
                                                     join registry.memberships s on s.id = o.membership_id
                                                                                and s.left_on is null
                                                    where o.group_id = g.id))) end::real
      from found f
      join registry.business_groups g on g.id = f.id
      left join callers c on c.group_id = g.id
      left join persons p on p.group_id = g.id
     where g.deactivated_on is null and g.id is distinct from except_group;
end $$;
revoke execute on function registry.duplicate_evidence(text, text, text, bytea[], uuid) from public;

-- The groups that a group of that name, place, telephone and members (hashes of their NIK) is likely to be the same as.
-- Of a group outside the actor's scope only its id and the score are told; what speaks for it stays null.
create or replace function registry.duplicate_candidates(wanted_name text, wanted_area text, wanted_phone text, wanted_niks bytea[],
                                                         except_group uuid)
    returns table (group_id uuid, score real, in_scope boolean, name_match real, depth int, same_phone boolean, shared int)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select c.group_id, c.score, c.in_scope, case when c.in_scope then c.name_match end,
           case when c.in_scope then c.depth end, case when c.in_scope then c.same_phone end,
           case when c.in_scope then c.shared end
      from (select e.*, platform.in_area(e.area_code) or platform.in_group(e.group_id) as in_scope,
                   registry.duplicate_score(e.name_match, e.short, e.numbers, e.depth, e.same_phone, e.shared, e.shared_part) as score
              from registry.duplicate_evidence(wanted_name, wanted_area, wanted_phone, wanted_niks, except_group) e) c
     where c.score >= 0.5
       and not exists (select from registry.duplicate_cases d
                        where d.state = 'dismissed' and d.group_a = least(c.group_id, except_group)
                          and d.group_b = greatest(c.group_id, except_group))
     order by c.score desc, c.group_id
     limit 20;
end;
revoke execute on function registry.duplicate_candidates(text, text, text, bytea[], uuid) from public;
grant execute on function registry.duplicate_candidates(text, text, text, bytea[], uuid) to ${appRole};

-- The other groups that a person is a member of now, by the hash of the NIK.
create or replace function registry.member_groups(wanted_nik bytea, except_group uuid)
    returns table (group_id uuid, in_scope boolean)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select distinct m.group_id, platform.in_area(m.area_code) or platform.in_group(m.group_id)
      from registry.members m
      join registry.memberships s on s.id = m.membership_id and s.left_on is null
      join registry.business_groups g on g.id = m.group_id and g.deactivated_on is null
     where m.nik_hash = wanted_nik and m.group_id is distinct from except_group
     order by 1
     limit 20;
end;

-- Notes the cases of these groups, or of all when none are named, and forgets open ones that no longer look like one.
-- Idempotent. Tells how many of them are open.
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
revoke execute on function registry.member_groups(bytea, uuid), registry.note_duplicates(date, uuid[]) from public;
grant execute on function registry.member_groups(bytea, uuid), registry.note_duplicates(date, uuid[]) to ${appRole};
