-- Sales are those of the groups that figures count on the day it was paid, by the place and the primary sector of that
-- day as the registry knows them. The rest of the function is as it was.
create or replace function market.count_sales(day_from date, day_to date, area text, length int, first_by text,
                                              second_by text)
    returns table (first_key text, second_key text, amount bigint, orders bigint, groups bigint, buyers bigint)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    with counted as (
        select s.group_id, s.buyer_hash,
               s.amount - coalesce((select sum(r.amount) from market.sale_refunds r
                                     where r.order_id = s.order_id and r.refunded_on <= day_to), 0) as amount,
               case first_by when 'area' then left(c.area_code, length) when 'sector' then x.sector_key
                             when 'week' then to_char(s.paid_on, 'IYYY-"W"IW')
                             when 'month' then to_char(s.paid_on, 'YYYY-MM') else '' end collate "C" as first_key,
               case second_by when 'area' then left(c.area_code, length) when 'sector' then x.sector_key
                              when 'week' then to_char(s.paid_on, 'IYYY-"W"IW')
                              when 'month' then to_char(s.paid_on, 'YYYY-MM') else '' end collate "C" as second_key
          from market.sales s
          join registry.counted_groups c
            on c.group_id = s.group_id and c.counted_from <= s.paid_on
           and (c.counted_to is null or c.counted_to > s.paid_on)
          left join registry.group_sectors x
            on x.group_id = s.group_id and x.is_primary and x.valid_from <= s.paid_on
           and (x.valid_to is null or x.valid_to > s.paid_on)
         where s.paid_on between day_from and day_to and (s.refunded_on is null or s.refunded_on > day_to)
           and (area is null or c.area_code >= area and c.area_code < area || '/'))
    select c.first_key, c.second_key, sum(c.amount)::bigint, count(*), count(distinct c.group_id),
           case when count(distinct c.buyer_hash) >= 5 then count(distinct c.buyer_hash) end
      from counted c
     where c.first_key is not null and c.second_key is not null
     group by c.first_key, c.second_key;
end;
