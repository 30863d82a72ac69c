package id.cemara.registry.imports;

import id.cemara.area.Areas;
import id.cemara.exchange.ImportKind;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.Permission;
import id.cemara.registry.groups.Registry;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Imports groups. Each is registered like one entered by hand: a draft that the kabupaten verifies.
@Component
@Order(2)
class GroupsImport implements ImportKind {

    static final String NAME = "name";
    static final String VILLAGE = "village";
    static final String SECTOR = "sector";
    static final String REGISTERED = "registeredOn";
    static final String PHONE = "phone";
    static final String ADDRESS = "address";

    private final JdbcClient db;
    private final Areas areas;
    private final Registry registry;
    private final Clock clock;

    GroupsImport(JdbcClient db, Areas areas, Registry registry, Clock clock) {
        this.db = db;
        this.areas = areas;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "groups";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(
                        NAME,
                        true,
                        List.of(
                                "nama",
                                "kelompok",
                                "nama kelompok UPPKS",
                                "nama kelompok UPPKA",
                                "nama UPPKS",
                                "nama UPPKA",
                                "kelompok UPPKS",
                                "kelompok UPPKA",
                                "UPPKS",
                                "UPPKA"),
                        "UPPKA Wanita Mandiri"),
                new Column(
                        VILLAGE,
                        true,
                        List.of(
                                "desa",
                                "kelurahan",
                                "desa kelurahan",
                                "alamat desa",
                                "wilayah",
                                "kode desa",
                                "kode wilayah",
                                "lokasi",
                                "tempat"),
                        "17.07.04.1003"),
                new Column(
                        SECTOR,
                        true,
                        List.of("bidang", "jenis usaha", "usaha", "sektor", "kegiatan usaha", "sector"),
                        "industri rumah tangga"),
                new Column(
                        REGISTERED,
                        false,
                        List.of("tgl terdaftar", "tanggal berdiri", "tgl berdiri", "berdiri", "tanggal daftar"),
                        "12 Mei 2020"),
                new Column(PHONE, false, List.of("HP", "no HP", "telp", "no telp", "kontak", "WA"), "0812 3456 7890"),
                new Column(ADDRESS, false, List.of("jalan", "alamat kelompok", "dusun"), "Dusun II"));
    }

    @Override
    public boolean allowed(Actor actor) {
        return Permission.IMPORT_GROUPS.allows(actor);
    }

    @Override
    public ImportRun begin(boolean write) {
        List<String> scope =
                CurrentActor.get().account().map(Actor.Account::areas).orElse(List.of());
        return new GroupsRun(
                () -> GroupIndex.of(db), VillageIndex.of(areas, scope), areas, registry, LocalDate.now(clock), write);
    }
}
