-- What lets somebody in for a short time is not carried into a restored installation.
comment on table identity.api_tokens is 'not in backups: programs log in again';
comment on table identity.account_links is 'not in backups: links are made anew';
