-- A closed group sells nothing more: see registry.refuse_closed. Orders that are under way go on to their end, so only a
-- new one is refused, and shelves give back what they held.
do $$
declare
    part text;
begin
    foreach part in array array['products', 'price_steps', 'product_photos', 'batches', 'shops', 'stock_counts',
                                'week_capacity'] loop
        execute format('create trigger group_closed before insert or update on market.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
    foreach part in array array['price_steps', 'delivery_rates', 'courier_tariffs'] loop
        execute format('create trigger group_closed_delete before delete on market.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
    foreach part in array array['delivery_rates', 'courier_tariffs'] loop
        execute format('create trigger group_closed before insert or update on market.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
    foreach part in array array['stock', 'orders'] loop
        execute format('create trigger group_closed before insert on market.%I
                        for each row execute function registry.refuse_closed()', part);
    end loop;
end $$;
create trigger group_closed_count before update of on_hand on market.stock
    for each row execute function registry.refuse_closed();
