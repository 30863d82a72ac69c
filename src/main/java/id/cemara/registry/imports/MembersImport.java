package id.cemara.registry.imports;

import id.cemara.area.Areas;
import id.cemara.exchange.ImportKind;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.platform.FieldEncryption;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Imports members, each into a group named by number or by name and village.
@Component
@Order(1)
class MembersImport implements ImportKind {

    static final String GROUP = "group";
    static final String VILLAGE = "village";
    static final String NAME = "name";
    static final String NIK = "nik";
    static final String BIRTH = "birthDate";
    static final String PHONE = "phone";
    static final String JOINED = "joinedOn";
    static final String CARD = "familyCard";

    private final JdbcClient db;
    private final DataSource dataSource;
    private final Areas areas;
    private final FieldEncryption encryption;
    private final AuditTrail audit;
    private final Clock clock;

    MembersImport(
            JdbcClient db,
            DataSource dataSource,
            Areas areas,
            FieldEncryption encryption,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.dataSource = dataSource;
        this.areas = areas;
        this.encryption = encryption;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "members";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(
                        GROUP,
                        true,
                        List.of(
                                "kelompok",
                                "nama kelompok",
                                "nomor kelompok",
                                "no kelompok",
                                "kelompok UPPKS",
                                "kelompok UPPKA",
                                "nama kelompok UPPKS",
                                "nama kelompok UPPKA",
                                "nama UPPKS",
                                "nama UPPKA",
                                "UPPKS",
                                "UPPKA"),
                        "17.07-0001"),
                new Column(
                        VILLAGE,
                        false,
                        List.of("desa", "kelurahan", "desa kelurahan", "kode desa", "kode wilayah", "wilayah"),
                        "Taba Anyar, Lebong Selatan, Lebong"),
                new Column(
                        NAME,
                        true,
                        List.of("nama", "nama anggota", "nama lengkap", "anggota", "full name"),
                        "Ibu Contoh"),
                new Column(
                        NIK,
                        false,
                        List.of("no NIK", "nomor NIK", "nomor induk kependudukan", "no KTP", "KTP", "nomor KTP"),
                        "1707045205850001"),
                new Column(BIRTH, false, List.of("tgl lahir", "tanggal lahir", "lahir", "birth date"), "12 Mei 1985"),
                new Column(
                        PHONE,
                        false,
                        List.of(
                                "HP",
                                "no HP",
                                "nomor HP",
                                "telp",
                                "no telp",
                                "no telepon",
                                "telepon",
                                "WA",
                                "no WA",
                                "whatsapp",
                                "handphone"),
                        "0812 3456 7890"),
                new Column(
                        JOINED,
                        false,
                        List.of("tgl bergabung", "tgl masuk", "tanggal masuk", "bergabung", "menjadi anggota sejak"),
                        "1/1/2024"),
                new Column(
                        CARD,
                        false,
                        List.of(
                                "KK",
                                "no KK",
                                "nomor KK",
                                "kartu keluarga",
                                "no kartu keluarga",
                                "nomor kartu keluarga"),
                        "1707040101100001"));
    }

    @Override
    public boolean allowed(Actor actor) {
        return Permission.IMPORT_GROUPS.allows(actor);
    }

    @Override
    public ImportRun begin(boolean write) {
        List<String> scope =
                CurrentActor.get().account().map(Actor.Account::areas).orElse(List.of());
        return new MembersRun(
                db, dataSource, GroupIndex.of(db), VillageIndex.of(areas, scope), encryption, audit, clock, write);
    }
}
