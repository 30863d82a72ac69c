-- Files lie in a folder, rows in the database. Nodes of one database must see the same folder, or a photo sent to one of
-- them is missing on the other. The database knows the folder by a mark that lies in it.
create schema files;

create table files.folder (
    only_one boolean primary key default true check (only_one),
    mark uuid not null
);
comment on table files.folder is 'not in backups: a restored database marks its new folder itself';
