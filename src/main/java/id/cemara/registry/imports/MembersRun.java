package id.cemara.registry.imports;

import static id.cemara.registry.imports.MembersImport.BIRTH;
import static id.cemara.registry.imports.MembersImport.CARD;
import static id.cemara.registry.imports.MembersImport.GROUP;
import static id.cemara.registry.imports.MembersImport.JOINED;
import static id.cemara.registry.imports.MembersImport.NAME;
import static id.cemara.registry.imports.MembersImport.NIK;
import static id.cemara.registry.imports.MembersImport.PHONE;
import static id.cemara.registry.imports.MembersImport.VILLAGE;

import id.cemara.exchange.Cell;
import id.cemara.exchange.ImportRow;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.platform.CopyRows;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.registry.Ids;
import id.cemara.registry.members.FamilyCardNumber;
import id.cemara.registry.members.Members;
import id.cemara.registry.members.NationalId;
import id.cemara.shared.PhoneNumbers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Import of one table of members. Valid rows are copied into a temporary table in the same transaction.
/// Set-based statements mark known people there; the rest is inserted under the importer's row-level
/// policies.
final class MembersRun implements ImportRun {

    private static final int MAX_NAME = 120;
    private static final int AUDITED_TOGETHER = 4_000;

    private final JdbcClient db;
    private final DataSource dataSource;
    private final GroupIndex groups;
    private final VillageIndex villages;
    private final FieldEncryption encryption;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean write;
    private final LocalDate today;
    private final CopyRows copy = new CopyRows();

    /// A valid row.
    private record Read(
            GroupIndex.Group group,
            String name,
            @Nullable LocalDate birth,
            @Nullable String phone,
            LocalDate joined,
            @Nullable NationalId nik,
            @Nullable String card) {

        @Override
        public String toString() {
            return "Read[hidden]"; // keeps personal data out of logs
        }
    }

    MembersRun(
            JdbcClient db,
            DataSource dataSource,
            GroupIndex groups,
            VillageIndex villages,
            FieldEncryption encryption,
            AuditTrail audit,
            Clock clock,
            boolean write) {
        this.db = db;
        this.dataSource = dataSource;
        this.groups = groups;
        this.villages = villages;
        this.encryption = encryption;
        this.audit = audit;
        this.clock = clock;
        this.write = write;
        this.today = LocalDate.now(clock);
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

    @Override
    public void check(List<ImportRow> rows) {
        rows.forEach(this::check);
    }

    private void check(ImportRow row) {
        GroupIndex.Group group = groups.find(row, GROUP, VILLAGE, villages);
        String name = row.required(NAME);
        if (name.length() > MAX_NAME) {
            row.error(NAME, "too-long", Integer.toString(MAX_NAME));
        }
        NationalId nik = nik(row);
        String card = card(row);
        LocalDate birth = row.day(BIRTH, today).orElse(null);
        if (birth != null && birth.isAfter(today)) {
            row.error(BIRTH, "birth-date-impossible");
        }
        LocalDate joined = row.day(JOINED, today).orElse(today);
        if (joined.isAfter(today)) {
            row.error(JOINED, "day-ahead");
        }
        String phone = phone(row);
        if (row.isBad() || group == null) {
            return;
        }
        if (nik != null && !nik.isFrom(group.areaCode())) {
            row.warn(NIK, "nik-elsewhere");
        }
        if (nik != null && birth != null && !nik.matches(birth)) {
            row.warn(NIK, "nik-birth-date");
        }
        row.keep(new Read(group, name, birth, phone, joined, nik, card));
    }

    /// Whether a spreadsheet stored the 16 digits as a number, which keeps only 15.
    private static boolean isCutShort(Cell cell) {
        return cell.kind() != Cell.Kind.TEXT
                || cell.text().matches("\\d[.,]\\d+[eE]\\+?\\d+")
                || NationalId.isCutShort(cell.text());
    }

    private static @Nullable NationalId nik(ImportRow row) {
        Cell cell = row.cell(NIK);
        if (cell.isBlank()) {
            return null;
        }
        if (isCutShort(cell)) {
            row.error(NIK, "digits-lost");
            return null;
        }
        NationalId nik = NationalId.parse(cell.text()).orElse(null);
        if (nik == null) {
            row.error(NIK, "nik-form");
        }
        return nik;
    }

    private static @Nullable String card(ImportRow row) {
        Cell cell = row.cell(CARD);
        if (cell.isBlank()) {
            return null;
        }
        if (isCutShort(cell)) {
            row.error(CARD, "digits-lost");
            return null;
        }
        String card = FamilyCardNumber.parse(cell.text()).orElse(null);
        if (card == null) {
            row.error(CARD, "card-form");
        }
        return card;
    }

    private static @Nullable String phone(ImportRow row) {
        Cell cell = row.cell(PHONE);
        if (cell.isBlank()) {
            return null;
        }
        String phone = PhoneNumbers.parse(cell.text().replaceFirst("^'", ""))
                .filter(number -> number.matches("\\+\\d{8,15}"))
                .orElse(null);
        if (phone == null) {
            row.error(PHONE, "phone-form");
        }
        return phone;
    }

    @Override
    public void stage(List<ImportRow> rows) {
        // Encryption dominates the run time, and rows are independent of each other.
        rows.parallelStream().map(this::staged).forEachOrdered(copy::add);
        send(copy.take());
    }

    private @Nullable Object[] staged(ImportRow row) {
        Read read = row.kept(Read.class);
        UUID id = Ids.next(clock);
        UUID family = read.card() == null ? null : Ids.next(clock);
        return new @Nullable Object[] {
            row.line(),
            id,
            read.group().id(),
            read.group().areaCode(),
            read.name(),
            read.birth(),
            read.phone(),
            read.joined(),
            read.nik() == null ? null : encryption.keyedHash(read.nik().digits(), HashPurpose.NIK),
            read.nik() == null || !write ? null : encryption.encrypt(read.nik().digits(), Members.nikContext(id)),
            family,
            family, // replaced if an earlier row or the registry has the same card
            read.card() == null || !write ? null : encryption.keyedHash(read.card(), HashPurpose.FAMILY_CARD),
            read.card() == null || family == null || !write
                    ? null
                    : encryption.encrypt(read.card(), Members.cardContext(family))
        };
    }

    /// COPY goes to a temporary table because PostgreSQL refuses COPY FROM on a table with row-level
    /// security.
    private void send(byte[] bytes) {
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

    @Override
    public Result finish(Notes notes) {
        db.sql("analyze pg_temp.members_in").update();
        if (write) {
            holdGroups();
        }
        markKnown();
        int existing = tell(notes);
        int all = db.sql("select count(*) from pg_temp.members_in")
                .query(Integer.class)
                .single();
        if (write) {
            insert();
        }
        return new Result(all - existing, existing);
    }

    /// Locks the groups against concurrent changes of members, so the same file sent twice at once adds
    /// nobody twice. An advisory lock serialises member imports, so that a person in two files for different
    /// groups is recognised.
    private void holdGroups() {
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
    private void markKnown() {
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

    private int tell(Notes notes) {
        int[] known = {0};
        try (var rows = db
                .sql("select line, known from pg_temp.members_in where known is not null order by line")
                .query((row, number) -> Map.entry(row.getInt(1), row.getString(2)))
                .stream()) {
            List<Map.Entry<Integer, String>> all = rows.toList();
            for (var row : all) {
                notes.existing(row.getKey(), row.getValue());
                known[0]++;
            }
        }
        return known[0];
    }

    private void insert() {
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
        note();
    }

    /// Audits every new member, in batches.
    private void note() {
        int last = 0;
        List<Added> rows;
        do {
            rows = db.sql("""
                    select i.line, i.id, i.group_id, i.area_code, i.name, i.birth_date, i.phone, i.joined_on,
                           i.nik_cipher, i.family_id, i.card_cipher
                      from pg_temp.members_in i
                     where i.known is null and i.line > :last
                     order by i.line
                     limit :limit
                    """)
                    .param("last", last)
                    .param("limit", AUDITED_TOGETHER)
                    .query(MembersRun::added)
                    .list();
            if (!rows.isEmpty()) {
                last = rows.getLast().line();
                audit.addAll(rows.parallelStream().map(this::entry).toList());
            }
        } while (rows.size() == AUDITED_TOGETHER);
    }

    /// A new member in the temporary table.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Added(
            int line,
            UUID id,
            UUID group,
            String area,
            String name,
            @Nullable String birthDate,
            @Nullable String phone,
            String joinedOn,
            byte @Nullable [] nik,
            @Nullable UUID family,
            byte @Nullable [] card) {}

    private static Added added(ResultSet row, int number) throws SQLException {
        return new Added(
                row.getInt("line"),
                row.getObject("id", UUID.class),
                row.getObject("group_id", UUID.class),
                row.getString("area_code"),
                row.getString("name"),
                row.getString("birth_date"),
                row.getString("phone"),
                row.getString("joined_on"),
                row.getBytes("nik_cipher"),
                row.getObject("family_id", UUID.class),
                row.getBytes("card_cipher"));
    }

    private AuditEntry entry(Added row) {
        Map<String, Change> personal = new LinkedHashMap<>();
        put(personal, "name", row.name());
        put(personal, "birthDate", row.birthDate());
        put(personal, "phone", row.phone());
        byte[] nik = row.nik();
        put(personal, "nik", nik == null ? null : encryption.decrypt(nik, Members.nikContext(row.id())));
        byte[] card = row.card();
        UUID family = row.family();
        put(
                personal,
                "familyCard",
                card == null || family == null ? null : encryption.decrypt(card, Members.cardContext(family)));
        return new AuditEntry(
                "member.added",
                "member",
                row.id(),
                row.area(),
                row.group(),
                row.id(),
                Map.of("joinedOn", new Change(null, row.joinedOn())),
                personal,
                null);
    }

    private static void put(Map<String, Change> changes, String what, @Nullable String value) {
        if (value != null) {
            changes.put(what, new Change(null, value));
        }
    }
}
