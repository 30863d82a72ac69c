-- A review counts, and is shown to everybody, while the goods are with the buyer: not while the order stands before that
-- again (a step taken back), and not when it was cancelled or the goods came back. It is kept, and counts again when they
-- arrive again. That its money went back alone takes no review away: the group gives money back, and could wash away what
-- it does not like.
create or replace function market.has_arrived(status text) returns boolean
    language sql immutable
return status in ('delivered', 'closed', 'disputed');
revoke execute on function market.has_arrived(text) from public;
grant execute on function market.has_arrived(text) to ${appRole};

-- Waits for others that change the order at this moment.
create or replace function market.judge_review() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select market.has_arrived(o.status) into strict new.is_counted
      from market.orders o
     where o.id = new.order_id
       for share;
    return new;
end $$;
create or replace trigger reviews_judged before insert on market.reviews
    for each row execute function market.judge_review();

create or replace function market.judge_reviews() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update market.reviews r
       set is_counted = market.has_arrived(new.status)
     where r.order_id = new.id and r.is_counted <> market.has_arrived(new.status);
    return null;
end $$;
create or replace trigger orders_reviewed after update of status on market.orders
    for each row when (old.status is distinct from new.status) execute function market.judge_reviews();
revoke execute on function market.judge_review(), market.judge_reviews() from public;

-- The database hears of hiding as well: a group may answer, and never hide what was said about it.
create or replace function market.keep_reviews_shown() returns trigger
    language plpgsql set search_path = pg_catalog
as $$
begin
    if (new.hidden_at, new.hidden_why) is distinct from (old.hidden_at, old.hidden_why)
       and coalesce(current_setting('cemara.role', true), '') in ('GROUP_OFFICER', 'FIELD_OFFICER') then
        raise exception 'a review is hidden by an office alone' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function market.keep_reviews_shown() from public;
create or replace trigger reviews_hidden before update on market.reviews
    for each row execute function market.keep_reviews_shown();

-- Sums up what buyers thought of these products, the moment it is written, hidden or shown again.
create or replace function market.refresh_ratings(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform 1 from market.products where id = any (ids) order by id for no key update;
    delete from market.ratings r
     where r.product_id = any (ids)
       and not exists (select 1 from market.reviews v
                        where v.product_id = r.product_id and v.hidden_at is null and v.is_counted);
    insert into market.ratings (product_id, stars_sum, reviews)
    select v.product_id, sum(v.stars)::int, count(*)::int
      from market.reviews v
     where v.product_id = any (ids) and v.hidden_at is null and v.is_counted
     group by v.product_id
     order by v.product_id
        on conflict (product_id) do update set stars_sum = excluded.stars_sum, reviews = excluded.reviews;
end $$;

create or replace function market.reviews_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    perform market.refresh_ratings(array(select distinct product_id from changed where product_id is not null order by 1));
    return null;
end $$;
create or replace trigger ratings_insert after insert on market.reviews
    referencing new table as changed for each statement execute function market.reviews_changed();
create or replace trigger ratings_update after update on market.reviews
    referencing new table as changed for each statement execute function market.reviews_changed();
revoke execute on function market.refresh_ratings(uuid[]), market.reviews_changed() from public;
