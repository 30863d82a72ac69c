-- Whoever acts on what they saw earlier is told what was done since: an entry names the version of its subject that it
-- made. Entries without one made none, or are older than this.
alter table identity.audit_trail add column version int;
