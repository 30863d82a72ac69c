-- Two offices may have the contact's form open at once: the second is told what the first wrote. The newest row counts, and
-- its version goes on from that of the row before.
alter table market.protection_contacts add column version int not null default 0;
