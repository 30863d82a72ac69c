-- Who looks for products by the name of a record that was merged away finds those of the group that goes on. The keeper
-- of sellers writes the names; it compares all groups every night, so what was merged before gets them then.
alter table market.sellers add column former_names text not null default '';

create or replace function market.refresh_listings(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
    perform 1 from market.stock where product_id = any (ids) order by product_id for share;
    perform 1 from market.week_capacity where product_id = any (ids) order by product_id, week for share;

    delete from market.listings l
     using market.products p
      left join market.sellers s on s.group_id = p.group_id
     where p.id = l.product_id and p.id = any (ids) and (p.state <> 'published' or s.is_open is not true);

    insert into market.listings as l (product_id, slug, name, name_key, group_id, group_slug, group_name, area_code,
           place, category_key, kind, price, unit, min_quantity, halal_until, p_irt_until, stock, booked_from,
           booked_until, picture, picture_alt, published_at, search, named)
    select p.id, p.slug, p.name, platform.plain(p.name), p.group_id, s.slug, s.name, p.area_code, s.place, p.category_key,
           p.kind, p.price, p.unit, p.min_quantity,
           case when p.halal = 'certified' and s.halal is not null then coalesce(s.halal_until, 'infinity') end,
           case when s.p_irt is not null and market.may_have_p_irt(c.is_dry, p.storage, p.shelf_life_days)
                then coalesce(s.p_irt_until, 'infinity') end,
           case when p.kind = 'ready' then market.coarse_stock(coalesce(k.on_hand - k.reserved, 0), p.min_quantity)
                else 'plenty' end,
           b.booked_from, b.booked_until, f.thumb_hash, f.alt, p.published_at,
           n.named || market.named(s.former_names)
               || setweight(to_tsvector('indonesian', platform.plain(s.place)), 'B')
               || setweight(to_tsvector('indonesian', platform.plain(c.name_id || ' ' || c.name_en)), 'B')
               || setweight(to_tsvector('indonesian', platform.plain(p.description || ' ' || coalesce(p.ingredients, ''))), 'C'),
           n.named
      from market.products p
      join market.sellers s on s.group_id = p.group_id and s.is_open
      join market.categories c on c.key = p.category_key
      left join market.stock k on k.product_id = p.id
      left join lateral (select h.thumb_hash, h.alt
                           from market.product_photos h
                          where h.product_id = p.id and h.removed_at is null
                          order by h.position, h.id
                          limit 1) f on true
      left join lateral (select w.booked_from, w.booked_until
                           from market.booked(p.id, p.lead_days) w
                          where p.kind = 'made-to-order') b on true,
           lateral (select market.named(p.name || ' ' || s.name) as named) n
     where p.id = any (ids) and p.state = 'published'
     order by p.id
        on conflict (product_id) do update
       set slug = excluded.slug, name = excluded.name, name_key = excluded.name_key, group_id = excluded.group_id,
           group_slug = excluded.group_slug, group_name = excluded.group_name, area_code = excluded.area_code,
           place = excluded.place, category_key = excluded.category_key, kind = excluded.kind, price = excluded.price,
           unit = excluded.unit, min_quantity = excluded.min_quantity, halal_until = excluded.halal_until, p_irt_until = excluded.p_irt_until,
           stock = excluded.stock, booked_from = excluded.booked_from, booked_until = excluded.booked_until,
           picture = excluded.picture, picture_alt = excluded.picture_alt, published_at = excluded.published_at,
           search = excluded.search, named = excluded.named
     where l is distinct from excluded;

    insert into market.search_words (word)
    select distinct w.word
      from market.listings l
      join market.sellers s on s.group_id = l.group_id
      join market.categories c on c.key = l.category_key,
           string_to_table(platform.plain(l.name || ' ' || l.group_name || ' ' || s.former_names || ' ' || l.place || ' '
                                          || c.name_id), ' ')
               as w (word)
     where l.product_id = any (ids) and char_length(w.word) between 3 and 40
     order by 1
        on conflict do nothing;
end $$;
