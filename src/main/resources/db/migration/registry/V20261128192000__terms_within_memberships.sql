-- A term of office may lie outside of its holder's membership since before the database forbade it: it was written down
-- so, its membership was cut or emptied when periods stopped overlapping, or a merge of that time moved both whole and
-- only the membership was divided later. Every change of such a term, also undoing that merge, would be refused. It is
-- divided among the memberships of its holder. Days on which the holder was no member are told in the log and stay in the
-- audit trail.
do $$
declare
    term     record;
    piece    record;
    is_kept  boolean;
    added    registry.officer_terms;
    began    date;
    ended    date;
begin
    for term in
        select t.id, t.group_id, t.membership_id, t.office, t.started_on, t.ended_on, g.area_code,
               s.joined_on, coalesce(s.left_on, 'infinity') as left_on
          from registry.officer_terms t
          join registry.memberships s on s.id = t.membership_id
          join registry.business_groups g on g.id = t.group_id
         where t.started_on < s.joined_on or s.left_on < coalesce(t.ended_on, 'infinity')
         order by t.id
    loop
        raise warning 'term % from % until % does not lie within its membership: it is divided or cut',
            term.id, term.started_on, term.ended_on;
        is_kept := false;
        for piece in
            select p.id, p.group_id, p.continued_by, greatest(term.started_on, p.joined_on) as started_on,
                   nullif(least(coalesce(term.ended_on, 'infinity'), coalesce(p.left_on, 'infinity')), 'infinity')
                       as ended_on
              from registry.memberships p
             where (p.id = term.membership_id or p.continued_by = term.membership_id
                    or p.group_id = term.group_id
                       and exists (select from registry.members m
                                     join registry.members o on o.group_id = m.group_id and o.nik_hash = m.nik_hash
                                    where m.membership_id = term.membership_id and o.membership_id = p.id))
               and daterange(p.joined_on, p.left_on) && daterange(term.started_on, term.ended_on)
               and not exists (select from registry.officer_terms x
                                where x.group_id = p.group_id and x.office = term.office and x.id <> term.id
                                  and daterange(x.started_on, x.ended_on)
                                      && (daterange(p.joined_on, p.left_on) * daterange(term.started_on, term.ended_on)))
             order by p.id = term.membership_id desc, p.group_id = term.group_id desc, p.joined_on desc
        loop
            if not is_kept and piece.group_id = term.group_id then
                is_kept := true;
                began := piece.started_on;
                ended := piece.ended_on;
                update registry.officer_terms t
                   set membership_id = piece.id, started_on = began, ended_on = ended,
                       public_name = case when ended is null then t.public_name end
                 where t.id = term.id;
                -- A merge that moved the term gives back its days as well.
                update registry.merge_steps k
                   set before = k.before || jsonb_build_object('membership_id', term.membership_id,
                                                               'started_on', term.started_on),
                       after = k.after || jsonb_build_object('membership_id', piece.id, 'started_on', began)
                  from registry.merges m
                 where m.id = k.merge_id and m.undone_at is null and k.table_name = 'officer_terms'
                   and k.row_id = term.id and not jsonb_exists(k.before, 'started_on');
            else
                insert into registry.officer_terms (id, group_id, membership_id, office, started_on, ended_on)
                values (uuidv7(), piece.group_id, piece.id, term.office, piece.started_on, piece.ended_on)
                returning * into added;
                if piece.continued_by is not null then
                    insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
                    select k.merge_id, 'officer_terms', added.id, 'null',
                           to_jsonb(added) - array['office', 'public_name', 'id']
                      from registry.merge_steps k
                     where k.table_name = 'memberships' and k.row_id = piece.id and k.before = 'null';
                end if;
            end if;
        end loop;
        if not is_kept then
            began := least(greatest(term.started_on, term.joined_on), term.left_on);
            ended := began;
            update registry.officer_terms t
               set started_on = began, ended_on = ended, public_name = null
             where t.id = term.id;
        end if;
        insert into identity.audit_trail (happened_at, actor, action, kind, subject, area_code, group_id, person_id, facts,
                                          reason, origin)
        select now(), 'system', 'officer.days-corrected', 'officer-term', term.id, term.area_code, term.group_id,
               term.membership_id, f.facts, 'Masa jabatan disesuaikan dengan masa keanggotaan', 'job'
          from (select jsonb_strip_nulls(jsonb_build_object(
                           'startedOn', case when began <> term.started_on
                                             then jsonb_build_object('before', term.started_on, 'after', began) end))
                       || case when ended is distinct from term.ended_on
                               then jsonb_build_object('endedOn', jsonb_build_object('before', term.ended_on,
                                                                                     'after', ended))
                               else '{}' end as facts) f
         where f.facts <> '{}';
    end loop;
end $$;
