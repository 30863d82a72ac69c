-- Who looks after whom: an office invites and helps the roles below its own inside its own area. The policies that ask this
-- are here too, so that they can be read, and renewed, together.

create or replace function identity.looks_after(manager text, managed text) returns boolean
    language sql immutable parallel safe
    return case manager
               when 'ADMINISTRATOR' then true
               when 'NATIONAL_OFFICE' then managed in ('PROVINCIAL_OFFICE', 'DISTRICT_OFFICE', 'FIELD_OFFICER',
                                                       'GROUP_OFFICER', 'PARTNER')
               when 'PROVINCIAL_OFFICE' then managed in ('DISTRICT_OFFICE', 'FIELD_OFFICER', 'GROUP_OFFICER', 'PARTNER')
               when 'DISTRICT_OFFICE' then managed in ('FIELD_OFFICER', 'GROUP_OFFICER')
               else false
           end;

create or replace function identity.manages(managed text, area text) returns boolean
    language sql stable parallel safe
    return platform.in_area(area)
       and identity.looks_after(coalesce((select current_setting('cemara.role', true)), ''), managed);

drop policy if exists accounts_insert on identity.accounts;
create policy accounts_insert on identity.accounts for insert with check (identity.manages(role, area_code));
drop policy if exists accounts_update on identity.accounts;
create policy accounts_update on identity.accounts for update
    using (platform.is_account(id) or identity.manages(role, area_code));

drop policy if exists account_scopes_insert on identity.account_scopes;
create policy account_scopes_insert on identity.account_scopes for insert
    with check ((area_code is null or platform.in_area(area_code))
                and exists (select from identity.accounts a
                             where a.id = account_id and identity.manages(a.role, a.area_code)));
drop policy if exists account_scopes_update on identity.account_scopes;
create policy account_scopes_update on identity.account_scopes for update
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));

drop policy if exists account_links_read on identity.account_links;
create policy account_links_read on identity.account_links for select
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));
-- Nobody makes a link in another's name.
drop policy if exists account_links_insert on identity.account_links;
create policy account_links_insert on identity.account_links for insert
    with check (platform.is_account(made_by)
                and exists (select from identity.accounts a
                             where a.id = account_id and identity.manages(a.role, a.area_code)));
drop policy if exists account_links_update on identity.account_links;
create policy account_links_update on identity.account_links for update
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));

drop policy if exists passkeys_office_read on identity.passkeys;
create policy passkeys_office_read on identity.passkeys for select
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));
drop policy if exists passkeys_office_delete on identity.passkeys;
create policy passkeys_office_delete on identity.passkeys for delete
    using (exists (select from identity.accounts a
                    where a.id = account_id and identity.manages(a.role, a.area_code)));
