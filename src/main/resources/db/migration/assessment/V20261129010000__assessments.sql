-- How far a group has come, by a rubric that is data: another rubric is another row, and every assessment names the one
-- it was made with. An assessment is signed and never changed; a mistake is corrected by a new one that names it.
create schema assessment;
grant usage on schema assessment to ${appRole};

create table assessment.rubrics (
    key              text primary key check (key ~ '^[a-z0-9-]+$'),
    version          int not null check (version > 0),
    name_id          text not null,
    name_en          text not null,
    is_official      boolean not null,
    valid_from       date not null unique,
    -- The score, of 100, from which a group is at the stage, if each criterion has its least points.
    developing_from  int not null check (developing_from between 1 and 100),
    independent_from int not null check (independent_from between 1 and 100),
    check (developing_from < independent_from)
);

create table assessment.criteria (
    rubric_key        text not null references assessment.rubrics,
    key               text not null check (key ~ '^[a-z-]+$'),
    position          int not null,
    weight            int not null check (weight > 0),
    name_id           text not null,
    name_en           text not null,
    question_id       text not null,
    question_en       text not null,
    evidence_id       text not null,
    evidence_en       text not null,
    least_developing  int not null check (least_developing between 0 and 3),
    least_independent int not null check (least_independent between 0 and 3),
    primary key (rubric_key, key),
    unique (rubric_key, position)
);

-- No official criteria are known. These follow the natural axes and say plainly that they are an example.
insert into assessment.rubrics (key, version, name_id, name_en, is_official, valid_from, developing_from,
                                independent_from)
values ('contoh-1', 1, 'Rubrik contoh, belum resmi', 'Sample rubric, not official', false, '2020-01-01', 40, 75);
insert into assessment.criteria (rubric_key, key, position, weight, name_id, name_en, question_id, question_en,
                                 evidence_id, evidence_en, least_developing, least_independent)
values
('contoh-1', 'organisation', 1, 15, 'Organisasi', 'Organisation',
 'Apakah pengurus lengkap, tugasnya jelas, dan anggotanya aktif?',
 'Are the officers complete, their tasks clear and the members active?',
 'susunan pengurus, daftar anggota', 'list of officers, list of members', 1, 2),
('contoh-1', 'capital', 2, 10, 'Modal', 'Capital',
 'Apakah modal cukup untuk produksi rutin dan berputar dengan baik?',
 'Is the capital enough for regular production, and does it turn over well?',
 'catatan modal, simpanan anggota, pinjaman', 'notes on capital, savings, loans', 0, 1),
('contoh-1', 'production', 3, 20, 'Produksi', 'Production',
 'Apakah produksi berjalan rutin dengan mutu yang terjaga?',
 'Does production run regularly at a steady quality?',
 'jumlah produksi per minggu, contoh produk', 'production per week, a sample of the product', 1, 2),
('contoh-1', 'marketing', 4, 20, 'Pemasaran', 'Marketing',
 'Apakah produk terjual rutin, juga ke luar desa atau lewat daring?',
 'Do the products sell regularly, also outside the village or online?',
 'catatan penjualan, daftar pembeli tetap', 'sales notes, regular buyers', 0, 2),
('contoh-1', 'bookkeeping', 5, 10, 'Pembukuan', 'Bookkeeping',
 'Apakah uang masuk dan keluar dicatat, dan diperiksa bersama?',
 'Are income and spending written down and looked at together?',
 'buku kas tiga bulan terakhir', 'cash book of the last three months', 0, 2),
('contoh-1', 'licences', 6, 10, 'Izin', 'Licences',
 'Apakah izin yang diperlukan produknya sudah ada dan masih berlaku?',
 'Are the permits the product needs there and valid?',
 'NIB, P-IRT, halal, merek', 'NIB, P-IRT, halal, brand', 0, 1),
('contoh-1', 'meetings', 7, 10, 'Pertemuan', 'Meetings',
 'Apakah kelompok bertemu rutin dan hasilnya ditindaklanjuti?',
 'Does the group meet regularly and act on what was agreed?',
 'daftar hadir, catatan pertemuan', 'attendance, minutes', 0, 1),
('contoh-1', 'kb-participation', 8, 5, 'Peran dalam KB', 'Part in family planning',
 'Apakah kelompok ikut menyebarkan informasi KB dan merangkul keluarga akseptor? Tulis jumlahnya saja, tanpa nama.',
 'Does the group pass on information on family planning and include acceptor families? Counts only, no names.',
 'jumlah keluarga, kegiatan penyuluhan', 'number of families, sessions held', 0, 1);

create table assessment.assessments (
    id             uuid primary key,
    group_id       uuid not null,
    area_code      text collate "C" not null,
    rubric_key     text not null references assessment.rubrics,
    score          int not null check (score between 0 and 100),
    proposed_stage text not null check (proposed_stage in ('basic', 'developing', 'independent')),
    assessed_on    date not null,
    signed_at      timestamptz not null,
    signed_by      uuid not null,
    signed_name    text not null,
    note           text check (note = btrim(note) and char_length(note) between 1 and 1000),
    corrects       uuid references assessment.assessments,
    unique (id, group_id, area_code),
    unique (id, rubric_key),
    foreign key (group_id, area_code) references registry.business_groups (id, area_code) on update cascade deferrable
);
create index assessments_group on assessment.assessments (group_id, assessed_on desc);

create table assessment.answers (
    assessment_id uuid not null,
    group_id      uuid not null,
    area_code     text collate "C" not null,
    rubric_key    text not null,
    criterion     text not null,
    points        int not null check (points between 0 and 3),
    evidence      text check (evidence = btrim(evidence) and char_length(evidence) between 1 and 500),
    primary key (assessment_id, criterion),
    foreign key (assessment_id, group_id, area_code)
        references assessment.assessments (id, group_id, area_code) on update cascade deferrable,
    foreign key (assessment_id, rubric_key) references assessment.assessments (id, rubric_key),
    foreign key (rubric_key, criterion) references assessment.criteria (rubric_key, key)
);

alter table assessment.assessments enable row level security;
alter table assessment.answers enable row level security;
do $$
declare
    protected text;
begin
    foreach protected in array array['assessments', 'answers'] loop
        execute format('create policy %I on assessment.%I for select
                        using (platform.in_area(area_code) or platform.in_group(group_id))',
                       protected || '_read', protected);
        execute format('create policy %I on assessment.%I for insert
                        with check (platform.in_area(area_code) or platform.in_group(group_id))',
                       protected || '_insert', protected);
    end loop;
end $$;
-- An assessment is never changed; only the group it belongs to, when two records of one group become one. That is the
-- office's to do.
create policy assessments_move on assessment.assessments for update
    using (platform.in_area(area_code) and platform.acts_as('DISTRICT_OFFICE', 'PROVINCIAL_OFFICE', 'NATIONAL_OFFICE'))
    with check (platform.in_area(area_code));

grant select on assessment.rubrics, assessment.criteria to ${appRole};
grant select, insert on assessment.assessments, assessment.answers to ${appRole};
grant update (group_id, area_code) on assessment.assessments to ${appRole};

-- A closed group is not assessed any more: see registry.refuse_closed.
create trigger group_closed before insert or update on assessment.assessments
    for each row execute function registry.refuse_closed();
create trigger group_closed before insert or update on assessment.answers
    for each row execute function registry.refuse_closed();
