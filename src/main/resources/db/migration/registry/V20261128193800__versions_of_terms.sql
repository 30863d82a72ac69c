-- Ending or correcting a term of office names the version that was looked at.
alter table registry.officer_terms add column version int not null default 0;
