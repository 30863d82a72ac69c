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
record GroupsImport(JdbcClient db, Areas areas, Registry registry, Clock clock) implements ImportKind {

    static final String NAME = "name";
    static final String VILLAGE = "village";
    static final String SECTOR = "sector";
    static final String REGISTERED = "registeredOn";
    static final String PHONE = "phone";
    static final String ADDRESS = "address";

    @Override
    public String key() {
        return "groups";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                column(NAME, true),
                column(VILLAGE, true),
                column(SECTOR, true),
                column(REGISTERED, false),
                column(PHONE, false),
                column(ADDRESS, false));
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
