-- The read copy of the groups is public and written by market.Sellers alone, which acts as 'market-sellers'.
alter table market.sellers enable row level security;
create policy sellers_read on market.sellers for select using (true);
create policy sellers_insert on market.sellers for insert with check (platform.works_as('market-sellers'));
create policy sellers_update on market.sellers for update
    using (platform.works_as('market-sellers')) with check (platform.works_as('market-sellers'));
