-- The same person is in a group once on a day, and an office has one holder: periods of one kind for one thing do not
-- overlap. The days of a membership are copied to the person's row, where the keyed hash of the NIK is, so that one
-- constraint sees both; the copy is the trigger's, whoever writes.

-- What is there already and overlaps is told in the log, and brought into line so that no day of a person is lost: a
-- period inside of another becomes empty, one that begins in another ends it there.
do $$
declare
    person        record;
    covering      uuid;
    covering_key  text;
    covered_until date;
begin
    for person in
        select m.group_id || encode(m.nik_hash, 'hex') as key, s.id, s.joined_on, s.left_on,
               coalesce(s.left_on, 'infinity') as until
          from registry.members m
          join registry.memberships s on s.id = m.membership_id
         where m.nik_hash is not null
         order by m.group_id, m.nik_hash, s.joined_on, s.left_on desc nulls first, s.id
    loop
        if covering_key is distinct from person.key or person.joined_on >= covered_until then
            covering := person.id;
            covering_key := person.key;
            covered_until := person.until;
        elsif person.until <= covered_until then
            raise warning 'membership % from % until % lies inside of %: it is emptied',
                person.id, person.joined_on, person.left_on, covering;
            update registry.memberships set left_on = joined_on where id = person.id;
        else
            raise warning 'membership % until % overlaps %: it ends on %',
                covering, covered_until, person.id, person.joined_on;
            update registry.memberships set left_on = person.joined_on where id = covering;
            covering := person.id;
            covered_until := person.until;
        end if;
    end loop;
end $$;

-- Of an office the later holder counts, as it always did when a new term began.
do $$
declare
    term record;
begin
    for term in
        select t.id, t.started_on, t.ended_on, t.next
          from (select id, started_on, ended_on,
                       lead(started_on) over (partition by group_id, office order by started_on, ended_on, id) as next
                  from registry.officer_terms
                 where ended_on is null or ended_on > started_on) t
         where t.next < coalesce(t.ended_on, 'infinity')
    loop
        raise warning 'term % from % until % overlaps the next: it ends on %',
            term.id, term.started_on, term.ended_on, term.next;
        update registry.officer_terms
           set ended_on = term.next, public_name = case when ended_on is null then null else public_name end
         where id = term.id;
    end loop;
end $$;

alter table registry.members add column during daterange;
update registry.members m
   set during = daterange(s.joined_on, s.left_on)
  from registry.memberships s
 where s.id = m.membership_id;
alter table registry.members
    alter column during set not null,
    add constraint members_once_on_a_day
        exclude using gist (group_id with =, nik_hash with =, during with &&) where (nik_hash is not null);

create index officer_terms_membership on registry.officer_terms (membership_id) where membership_id is not null;

create function registry.member_takes_days() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select daterange(s.joined_on, s.left_on) into new.during
      from registry.memberships s
     where s.id = new.membership_id;
    return new;
end $$;

create function registry.membership_gives_days() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update registry.members set during = daterange(new.joined_on, new.left_on) where membership_id = new.id;
    return null;
end $$;

create trigger members_days before insert or update on registry.members
    for each row execute function registry.member_takes_days();
create trigger memberships_days after update of joined_on, left_on on registry.memberships
    for each row when ((old.joined_on, old.left_on) is distinct from (new.joined_on, new.left_on))
    execute function registry.membership_gives_days();

alter table registry.officer_terms
    add constraint officer_terms_one_holder
        exclude using gist (group_id with =, office with =, daterange(started_on, ended_on) with &&);

-- A term lies within its holder's membership. Looked at when the transaction ends: whoever leaves gives up the office
-- in the same one.
create function registry.term_within_membership() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    outside uuid;
begin
    if tg_table_name = 'officer_terms' then
        select t.id into outside
          from registry.officer_terms t
          join registry.memberships s on s.id = t.membership_id
         where t.id = new.id and (t.started_on < s.joined_on or s.left_on < coalesce(t.ended_on, 'infinity'));
    else
        select t.id into outside
          from registry.officer_terms t
          join registry.memberships s on s.id = t.membership_id
         where s.id = new.id and (t.started_on < s.joined_on or s.left_on < coalesce(t.ended_on, 'infinity'))
         limit 1;
    end if;
    if outside is not null then
        raise exception 'term % lies outside of its membership', outside
            using errcode = 'check_violation', constraint = 'officer_terms_within_membership';
    end if;
    return null;
end $$;

create constraint trigger officer_terms_within after insert or update on registry.officer_terms
    deferrable initially deferred for each row execute function registry.term_within_membership();
create constraint trigger memberships_hold_terms after update of joined_on, left_on on registry.memberships
    deferrable initially deferred for each row execute function registry.term_within_membership();

revoke execute on function registry.member_takes_days(), registry.membership_gives_days(),
       registry.term_within_membership() from public;

-- Whether two entries may be about one person, of whom at most one has a NIK: the names differ in nothing but case, accents
-- and signs, and neither the days of birth nor, where one of those is not known, the telephones tell them apart.
create function registry.may_be_same_person(name_a text, birth_a date, phone_a text, nik_a bytea,
                                            name_b text, birth_b date, phone_b text, nik_b bytea) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog
    return (nik_a is null or nik_b is null)
       and platform.plain(name_a) = platform.plain(name_b)
       and case when birth_a is not null and birth_b is not null then birth_a = birth_b
                else coalesce(phone_a = phone_b, true) end;
