-- Looks for groups that may be the same as one that is being registered. A group in a neighbouring kabupaten counts, too,
-- so these functions belong to the owner and see beyond the actor's scope; they tell ids and scores, never names.
-- Weights and threshold come from a labelled set; see docs/decisions/0009-duplicate-score.md.

-- Counts the slips of the hand between two names, which trigrams make too much of in short ones. Trusted, like pg_trgm.
create extension if not exists fuzzystrmatch schema public;

-- How alike two normal names are, 0 to 1: by trigrams, for which the order of words does not matter, and by the part of
-- the longer name that must not be typed anew.
create function registry.name_match(one text, other text) returns real
    language sql immutable parallel safe
    return greatest(public.similarity(split_part(one, ' #', 1), split_part(other, ' #', 1)),
                    1 - public.levenshtein(left(split_part(one, ' #', 1), 120), left(split_part(other, ' #', 1), 120))::real
                        / greatest(1, length(split_part(one, ' #', 1)), length(split_part(other, ' #', 1))));

-- Whether one of two names is the other with words cut short, "Mwr Putih" or "M. Putih" for "Mawar Putih".
create function registry.name_abbreviates(one text, other text) returns boolean
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
create function registry.number_conflict(one text, other text) returns int
    language sql immutable parallel safe
    return case when split_part(one, ' #', 2) = split_part(other, ' #', 2) then 0
                when split_part(one, ' #', 2) = '' or split_part(other, ' #', 2) = '' then 1
                else 2 end;

-- 4 for the same village, 3 for the same kecamatan, 2 for the same kabupaten, 1 for the same province, else 0.
create function registry.common_depth(one text, other text) returns int
    language sql immutable parallel safe
    return case when one = other then (length(one) + 1) / 3
                when left(one, 8) = left(other, 8) and least(length(one), length(other)) >= 8 then 3
                when left(one, 5) = left(other, 5) and least(length(one), length(other)) >= 5 then 2
                when left(one, 2) = left(other, 2) then 1
                else 0 end;

-- The area that holds both; '*' for two provinces, which only the scope of the whole country holds.
create function registry.common_area(one text, other text) returns text
    language sql immutable parallel safe
    return case registry.common_depth(one, other)
               when 4 then one when 3 then left(one, 8) when 2 then left(one, 5) when 1 then left(one, 2) else '*' end;

-- The chance that two groups are one, from what speaks for and against it. From a likeness of 0.9 on a name speaks for
-- it as much as it can: equal names are as common as names with a slip.
create function registry.duplicate_score(name_match real, short boolean, numbers int, depth int, same_phone boolean,
                                         shared int, shared_part real) returns real
    language sql immutable parallel safe
    return (1 / (1 + exp(-(
        -9.4
        + case when short then 6.9 else 23 * greatest(0, least(name_match, 0.9) - 0.6) end
        - case when numbers > 0 then 6.0 else 0.0 end
        + case when depth = 4 then 5.4 else 0.0 end
        + case when same_phone then 3.0 else 0.0 end
        + case when shared > 1 then 3 + 7 * shared_part else 0.0 end))))::real;

-- What speaks for one group being another, for every active group that may be it: those of the same kecamatan, with the
-- same telephone, or with a member in common.
create function registry.duplicate_evidence(wanted_name text, wanted_area text, wanted_phone text, wanted_niks bytea[],
                                            except_group uuid)
    returns table (group_id uuid, area_code text, name_match real, short boolean, numbers int, depth int,
                   same_phone boolean,                    shared int, shared_part real)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
    normal text := registry.normal_name(coalesce(wanted_name, ''));
    phone  text := registry.phone_key(wanted_phone);
    known  int := cardinality(coalesce(wanted_niks, '{}'));
    around text := left(wanted_area, 8);
begin
    return query
    with persons as materialized (
        select m.group_id, count(distinct m.nik_hash)::int as shared
          from registry.members m
          join registry.memberships s on s.id = m.membership_id and s.left_on is null
         where known > 0 and m.nik_hash = any (wanted_niks) and m.group_id is distinct from except_group
         group by m.group_id),
    callers as materialized (
        select p.group_id from registry.group_private p where p.phone_key = phone),
    found as (
        select g.id from registry.business_groups g
         where g.area_code >= around collate "C" and g.area_code < (around || '/') collate "C"
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
create function registry.duplicate_candidates(wanted_name text, wanted_area text, wanted_phone text, wanted_niks bytea[],
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
     order by c.score desc, c.group_id
     limit 20;
end;
revoke execute on function registry.duplicate_candidates(text, text, text, bytea[], uuid) from public;
grant execute on function registry.duplicate_candidates(text, text, text, bytea[], uuid) to ${appRole};
