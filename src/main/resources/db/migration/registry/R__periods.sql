-- The same person is in a group once on a day, and an office has one holder: periods of one kind for one thing do not
-- overlap, and a term of office lies within its holder's membership.

create or replace function registry.member_takes_days() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select daterange(s.joined_on, s.left_on) into new.during
      from registry.memberships s
     where s.id = new.membership_id;
    return new;
end $$;

create or replace function registry.membership_gives_days() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update registry.members set during = daterange(new.joined_on, new.left_on) where membership_id = new.id;
    return null;
end $$;

create or replace trigger members_days before insert or update on registry.members
    for each row execute function registry.member_takes_days();
create or replace trigger memberships_days after update of joined_on, left_on on registry.memberships
    for each row when ((old.joined_on, old.left_on) is distinct from (new.joined_on, new.left_on))
    execute function registry.membership_gives_days();

-- Looked at when the transaction ends: who leaves gives up the office in the same one.
create or replace function registry.term_within_membership() returns trigger
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

drop trigger if exists officer_terms_within on registry.officer_terms;
create constraint trigger officer_terms_within after insert or update on registry.officer_terms
    deferrable initially deferred for each row execute function registry.term_within_membership();
drop trigger if exists memberships_hold_terms on registry.memberships;
create constraint trigger memberships_hold_terms after update of joined_on, left_on on registry.memberships
    deferrable initially deferred for each row execute function registry.term_within_membership();

revoke execute on function registry.member_takes_days(), registry.membership_gives_days(),
       registry.term_within_membership() from public;
