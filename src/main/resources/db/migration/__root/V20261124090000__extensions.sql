-- Typo-tolerant search needs trigrams, exclusion of overlapping validity needs btree_gist.
-- Both are trusted extensions: the owner of the database may create them without being superuser.
create extension if not exists pg_trgm schema public;
create extension if not exists btree_gist schema public;
