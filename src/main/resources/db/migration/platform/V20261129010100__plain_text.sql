-- The form in which texts are compared, the only one: what is indexed, searched, told apart, suggested and put into
-- addresses is split into words here. Letters in compatibility form (NFKC), lower case and without accents; apostrophes
-- and invisible signs vanish ("Ma'ruf" is "maruf"); whatever else is neither letter nor digit is one blank. PostgreSQL's
-- own parser would take "Bu.Sri" for a host and "Kopi/Teh" for a file, so it only ever gets text in this form.
-- Indexes and kept columns stand on it: a change needs migrations that make them anew. Its twin is id.cemara.shared.PlainText.
create function platform.plain(written text) returns text
    language sql immutable parallel safe
    return btrim(regexp_replace(
               replace(replace(replace(
                   normalize(
                       translate(
                           lower(regexp_replace(
                               normalize(replace(written, '´', ''), NFKD),
                               U&'[\0300-\036f''`\2018\2019\201b\2032\02b9-\02bf\02c8\a78c\00ad\200b-\200f\202a-\202e\2060-\2064\2066-\2069\feff]+',
                               '', 'g') collate pg_unicode_fast),
                           'đøłħŧıς', 'dolhtiσ'),
                       NFKC),
                   'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') collate pg_unicode_fast,
               '[^[:alnum:]]+', ' ', 'g'));
