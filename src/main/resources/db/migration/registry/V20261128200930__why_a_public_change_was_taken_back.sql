-- Who changed a public fact is told why the office took it back.
alter table registry.public_changes add column reason text check (length(reason) between 1 and 1000);
