-- A person's key is made for an entry of the trail, which somebody writes. Reading it gives a cipher.
alter table identity.subject_keys enable row level security;
create policy subject_keys_read on identity.subject_keys for select using (true);
create policy subject_keys_insert on identity.subject_keys for insert with check (platform.somebody_acts());
