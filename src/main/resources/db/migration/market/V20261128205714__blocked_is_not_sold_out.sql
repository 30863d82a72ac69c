-- A product of which something is there, but less than the smallest order for one buyer, is not sold out: lists say so
-- with a word of its own, which changes with the shelf as the others do.
alter table market.listings drop constraint listings_stock_check;
alter table market.listings add constraint listings_stock_check check (stock in ('plenty', 'few', 'blocked', 'none'));

-- How much is left, in words: none when nothing is there, blocked when nothing of it can be bought. Ten and fewer is said
-- by number on the product's own page.
create or replace function market.coarse_stock(free int, on_hand int, min_quantity int) returns text
    language sql stable
begin atomic
    select case when free <= 0 then 'none'
                when least(free, market.share_of(on_hand)) < min_quantity then 'blocked'
                when free <= 10 then 'few' else 'plenty' end;
end;

create or replace function market.sold_out(stock text, booked_from date, booked_until date, today date) returns boolean
    language sql immutable parallel safe
    return stock in ('none', 'blocked') or coalesce(booked_from <= today and booked_until > today, false);

create or replace function market.limit_listing() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    select market.unit_price(p.id, p.price, p.min_quantity),
           case when p.kind = 'ready'
                then market.coarse_stock(coalesce(k.on_hand - k.reserved, 0), coalesce(k.on_hand, 0), p.min_quantity)
                when market.share_of(p.week_capacity::bigint * market.weeks_ahead()) < p.min_quantity then 'blocked'
                else 'plenty' end
      into strict new.price, new.stock
      from market.products p
      left join market.stock k on k.product_id = p.id
     where p.id = new.product_id;
    return new;
end $$;

select market.refresh_listings(array(select id from market.products order by id));
