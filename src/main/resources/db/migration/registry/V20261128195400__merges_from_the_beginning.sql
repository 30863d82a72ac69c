-- A merge may say that the closed record was one too many from the beginning: past figures are corrected then, while they
-- stay as they were when it holds from its day on.
alter table registry.merges add column from_beginning boolean not null default false;
