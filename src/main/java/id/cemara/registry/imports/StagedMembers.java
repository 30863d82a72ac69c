package id.cemara.registry.imports;

import id.cemara.platform.CopyRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// The valid rows of an import of members, in a temporary table until the transaction ends. Set-based
/// statements mark the people known already; the rest is inserted.
final class StagedMembers {

    private final JdbcClient db;
    private final DataSource dataSource;
    private final CopyRows rows = new CopyRows();

    StagedMembers(JdbcClient db, DataSource dataSource) {
        this.db = db;
        this.dataSource = dataSource;
        db.sql("drop table if exists pg_temp.members_in").update();
        db.sql("""
                create temporary table members_in (
                    line        int not null,
                    id          uuid not null,
                    group_id    uuid not null,
                    area_code   text not null,
                    name        text not null,
                    name_key    text generated always as (platform.plain(name)) stored,
                    birth_date  date,
                    phone       text,
                    joined_on   date not null,
                    nik_hash    bytea,
                    nik_cipher  bytea,
                    family_id   uuid,
                    card_hash   bytea,
                    -- The family with this card: an existing one, or that of the first row with the card.
                    family      uuid,
                    card_cipher bytea,
                    known       text
                ) on commit drop
                """).update();
    }

    void add(@Nullable Object[] cells) {
        rows.add(cells);
    }

    /// Sends the added rows. COPY goes to a temporary table because PostgreSQL refuses COPY FROM on a table
    /// with row-level security.
    void send() {
        byte[] bytes = rows.take();
        if (bytes.length == 0) {
            return;
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
            CopyIn in = manager.copyIn("""
                    copy pg_temp.members_in (line, id, group_id, area_code, name, birth_date, phone, joined_on,
                         nik_hash, nik_cipher, family_id, family, card_hash, card_cipher) from stdin
                    """);
            try {
                in.writeToCopy(bytes, 0, bytes.length);
                in.endCopy();
            } finally {
                if (in.isActive()) {
                    in.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("rows could not be copied", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /// Prepares the statements below, which read the whole table.
    void analyze() {
        db.sql("analyze pg_temp.members_in").update();
    }

    int count() {
        return db.sql("select count(*) from pg_temp.members_in")
                .query(Integer.class)
                .single();
    }

    /// Locks the groups against concurrent changes of members, so the same file sent twice at once adds
    /// nobody twice. An advisory lock serialises member imports, so that a person in two files for different
    /// groups is recognised.
    void holdGroups() {
        db.sql("select pg_advisory_xact_lock(hashtext('registry.members_in'))").query(rows -> {});
        db.sql("""
                select g.id
                  from registry.business_groups g
                 where g.id in (select group_id from pg_temp.members_in)
                 order by g.id
                   for no key update
                """).query(rows -> {});
    }

    /// Marks known people: by NIK, or if either NIK is missing by name, date of birth and phone. First
    /// within the file, where the first row counts, then against the registry.
    void markKnown() {
        db.sql("""
                update pg_temp.members_in i
                   set known = 'row-repeated'
                  from (select line, row_number() over (partition by nik_hash order by line) as n
                          from pg_temp.members_in where nik_hash is not null) f
                 where f.line = i.line and f.n > 1
                """).update();
        db.sql("""
                update pg_temp.members_in i
                   set known = 'row-repeated'
                  from (select line, nik_hash, row_number() over w as n, first_value(nik_hash) over w as first_nik
                          from pg_temp.members_in
                         where known is null
                        window w as (partition by group_id, name_key, birth_date order by line)) f
                 where f.line = i.line and f.n > 1 and (f.nik_hash is null or f.first_nik is null)
                """).update();
        db.sql("""
                update pg_temp.members_in i
                   set known = case when upper_inf(m.during) then 'member-known' else 'member-overlaps' end
                  from registry.members m
                 where i.known is null and m.nik_hash = i.nik_hash and m.group_id = i.group_id
                   and m.during && daterange(i.joined_on, null)
                """).update();
        db.sql("""
                update pg_temp.members_in i
                   set known = 'member-elsewhere'
                  from registry.members m
                 where i.known is null and m.nik_hash = i.nik_hash and m.group_id <> i.group_id
                   and upper_inf(m.during)
                """).update();
        db.sql("""
                update pg_temp.members_in i
                   set known = 'member-known'
                  from (select m.group_id, m.name, m.birth_date, m.phone, m.nik_hash, m.during,
                               platform.plain(m.name) as name_key
                          from registry.members m
                         where m.group_id in (select group_id from pg_temp.members_in where known is null)
                           and (m.nik_hash is null
                                or exists (select from pg_temp.members_in where known is null and nik_hash is null))) m
                 where i.known is null and m.group_id = i.group_id and m.name_key = i.name_key
                   and m.during && daterange(i.joined_on, null)
                   and registry.may_be_same_person(m.name, m.birth_date, m.phone, m.nik_hash,
                                                   i.name, i.birth_date, i.phone, i.nik_hash)
                """).update();
    }

    /// A row with a person known already, and the reason as a suffix of the message key `finding.`.
    record Known(int line, String code) {}

    List<Known> known() {
        return db.sql("""
                select line, known as code from pg_temp.members_in where known is not null order by line
                """).query(Known.class).list();
    }

    /// Adds the new members with their families.
    void insert() {
        db.sql("""
                update pg_temp.members_in i
                   set family = f.id
                  from (select distinct on (f.group_id, f.card_hash) f.group_id, f.card_hash, f.id
                          from registry.families f
                         where f.card_hash in (select card_hash from pg_temp.members_in where known is null)
                         order by f.group_id, f.card_hash, f.id) f
                 where i.known is null and f.group_id = i.group_id and f.card_hash = i.card_hash
                """).update();
        db.sql("""
                update pg_temp.members_in i
                   set family = n.first
                  from (select line, family_id, first_value(family_id) over (partition by group_id, card_hash order by line)
                               as first
                          from pg_temp.members_in
                         where known is null and card_hash is not null and family = family_id) n
                 where n.line = i.line and n.first <> n.family_id
                """).update();
        db.sql("""
                insert into registry.families (id, group_id, area_code, card_cipher, card_hash)
                select family_id, group_id, area_code, card_cipher, card_hash
                  from pg_temp.members_in
                 where known is null and family = family_id
                 order by line
                """).update();
        // Not earlier: the updates above would have to maintain the index.
        db.sql("create index on pg_temp.members_in (line)").update();
        int memberships = db.sql("""
                insert into registry.memberships (id, group_id, joined_on)
                select id, group_id, joined_on from pg_temp.members_in where known is null order by line
                """).update();
        int members = db.sql("""
                insert into registry.members
                       (membership_id, group_id, area_code, name, birth_date, phone, nik_cipher, nik_hash, family_id)
                select id, group_id, area_code, name, birth_date, phone, nik_cipher, nik_hash, family
                  from pg_temp.members_in
                 where known is null
                 order by line
                """).update();
        if (memberships != members) {
            throw new IllegalStateException("of " + memberships + " memberships only " + members + " got a member");
        }
    }

    /// A new member in the temporary table.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Added(
            int line,
            UUID id,
            UUID groupId,
            String areaCode,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String phone,
            LocalDate joinedOn,
            byte @Nullable [] nikCipher,
            @Nullable UUID familyId,
            byte @Nullable [] cardCipher) {}

    /// The new members after that line.
    List<Added> added(int line, int most) {
        return db.sql("""
                select i.line, i.id, i.group_id, i.area_code, i.name, i.birth_date, i.phone, i.joined_on,
                       i.nik_cipher, i.family_id, i.card_cipher
                  from pg_temp.members_in i
                 where i.known is null and i.line > :line
                 order by i.line
                 limit :most
                """)
                .param("line", line)
                .param("most", most)
                .query(Added.class)
                .list();
    }
}
