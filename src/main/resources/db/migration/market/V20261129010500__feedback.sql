-- What buyers say about an order afterwards: complaints, which are between buyer, group and offices, and reviews, which
-- everybody reads.

create table market.complaints (
    id           uuid primary key,
    order_id     uuid not null,
    group_id     uuid not null,
    area_code    text collate "C" not null,
    -- The order's, so that who holds it sees the complaint.
    token_hash   text collate "C",
    about        text not null check (about in ('not-arrived', 'damaged', 'not-as-ordered', 'payment', 'other')),
    state        text not null check (state in ('open', 'answered', 'solved', 'passed-on')),
    opened_at    timestamptz not null,
    -- When the group or an office first said something; null while nobody has.
    answered_at  timestamptz,
    solved_at    timestamptz,
    -- When it was handed to consumer protection; it stays known when it is solved after that.
    passed_on_at timestamptz,
    changed_at   timestamptz not null,
    version      int not null default 0,
    check ((state = 'solved') = (solved_at is not null)),
    unique (id, group_id, area_code),
    foreign key (order_id, group_id, area_code)
        references market.orders (id, group_id, area_code) on update cascade deferrable
);
-- One matter at a time.
create unique index complaints_unsolved on market.complaints (order_id) where state <> 'solved';
create index complaints_order on market.complaints (order_id);
create index complaints_group on market.complaints (group_id, changed_at desc);
create index complaints_area on market.complaints (area_code, changed_at desc);

create table market.complaint_words (
    id           bigint generated always as identity primary key,
    complaint_id uuid not null,
    group_id     uuid not null,
    area_code    text collate "C" not null,
    token_hash   text collate "C",
    said_at      timestamptz not null,
    by_whom      text not null check (by_whom in ('buyer', 'group', 'office')),
    account_id   uuid,
    -- What was done with it; null when something was only said.
    did          text check (did in ('opened', 'answered', 'solved', 'passed-on')),
    words        text not null check (words = btrim(words) and char_length(words) between 1 and 1000),
    foreign key (complaint_id, group_id, area_code)
        references market.complaints (id, group_id, area_code) on update cascade deferrable
);
create index complaint_words_complaint on market.complaint_words (complaint_id, id);

-- Whom a buyer turns to beyond the group (Permendag 31/2023: the contact of the Directorate General of Consumer
-- Protection is displayed). As Indonesian market places show it; numbers change, so an operator checks it before buyers
-- come, and writes a newer row with the day and the source. The newest row counts.
create table market.protection_contacts (
    noted_on date primary key,
    office   text not null check (char_length(office) between 1 and 200),
    phone    text check (char_length(phone) between 1 and 60),
    email    text check (char_length(email) between 1 and 120),
    web      text check (char_length(web) between 1 and 200),
    source   text not null check (char_length(source) between 1 and 300),
    -- Goes on from that of the row before: of two offices that write, the second is told what the first wrote.
    version  int not null default 0
);
insert into market.protection_contacts (noted_on, office, phone, email, web, source)
values (date '2026-11-24',
        'Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga, Kementerian Perdagangan Republik Indonesia',
        '+62 853-1111-1010', 'pengaduan.konsumen@kemendag.go.id', 'https://simpktn.kemendag.go.id',
        'Permendag 31/2023, seperti ditampilkan lokapasar Indonesia; belum diperiksa pengelola');

create table market.reviews (
    id          uuid primary key,
    order_id    uuid not null,
    product_id  uuid not null references market.products,
    group_id    uuid not null,
    area_code   text collate "C" not null,
    token_hash  text collate "C",
    stars       smallint not null check (stars between 1 and 5),
    words       text not null default '' check (words = btrim(words) and char_length(words) <= 1000),
    -- The first name, when the buyer agreed to show it.
    reviewer    text check (reviewer = btrim(reviewer) and char_length(reviewer) between 1 and 40),
    written_at  timestamptz not null,
    answer      text check (answer = btrim(answer) and char_length(answer) between 1 and 1000),
    answered_at timestamptz,
    -- Since when an office shows it no more, and why.
    hidden_at   timestamptz,
    hidden_why  text check (char_length(hidden_why) between 1 and 500),
    version     int not null default 0,
    -- Whether its order has arrived; kept by triggers alone (R__reviews.sql).
    is_counted  boolean not null default true,
    check ((answer is null) = (answered_at is null)),
    check ((hidden_at is null) = (hidden_why is null)),
    unique (order_id, product_id),
    foreign key (order_id, group_id, area_code)
        references market.orders (id, group_id, area_code) on update cascade deferrable
);
create index reviews_product on market.reviews (product_id, written_at desc) where hidden_at is null;
create index reviews_group on market.reviews (group_id, written_at desc);
create index reviews_area on market.reviews (area_code, written_at desc);

do $$
declare
    part text;
begin
    foreach part in array array['complaints', 'complaint_words'] loop
        execute format('alter table market.%I enable row level security', part);
        execute format('create policy %1$s_scope on market.%1$I
            using (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))
            with check (platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code))', part);
    end loop;
end $$;

alter table market.reviews enable row level security;
create policy reviews_read on market.reviews for select
    using (hidden_at is null and is_counted
           or platform.holds(token_hash) or platform.in_group(group_id) or platform.in_area(area_code));
-- Only who holds the order, only what was in it, only once it arrived.
create policy reviews_insert on market.reviews for insert
    with check (platform.holds(token_hash)
                and exists (select 1
                              from market.orders o
                              join market.order_lines l on l.order_id = o.id
                             where o.id = reviews.order_id and o.token_hash = reviews.token_hash
                               and l.product_id = reviews.product_id
                               and o.status in ('delivered', 'closed')));
create policy reviews_update on market.reviews for update
    using (platform.in_group(group_id) or platform.in_area(area_code))
    with check (platform.in_group(group_id) or platform.in_area(area_code));

create trigger reviews_noted after insert or update or delete on market.reviews
    for each statement execute function platform.note_change('market');

alter table market.protection_contacts enable row level security;
create policy protection_contacts_read on market.protection_contacts for select using (true);
create policy protection_contacts_insert on market.protection_contacts for insert
    with check ((select current_setting('cemara.role', true)) in ('NATIONAL_OFFICE', 'ADMINISTRATOR'));
create policy protection_contacts_update on market.protection_contacts for update
    using ((select current_setting('cemara.role', true)) in ('NATIONAL_OFFICE', 'ADMINISTRATOR'));
grant select, insert, update on market.protection_contacts to ${appRole};
grant select, insert on market.complaint_words to ${appRole};
grant select, insert, update (state, answered_at, solved_at, passed_on_at, changed_at, version)
    on market.complaints to ${appRole};
grant select, insert, update (answer, answered_at, hidden_at, hidden_why, version) on market.reviews to ${appRole};
