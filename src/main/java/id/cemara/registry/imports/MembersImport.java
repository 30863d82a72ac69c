package id.cemara.registry.imports;

import id.cemara.area.Areas;
import id.cemara.exchange.ImportKind;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.registry.members.IdentityNumbers;
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
record MembersImport(
        JdbcClient db, DataSource dataSource, Areas areas, IdentityNumbers numbers, AuditTrail audit, Clock clock)
        implements ImportKind {

    static final String GROUP = "group";
    static final String VILLAGE = "village";
    static final String NAME = "name";
    static final String NIK = "nik";
    static final String BIRTH = "birthDate";
    static final String PHONE = "phone";
    static final String JOINED = "joinedOn";
    static final String CARD = "familyCard";

    @Override
    public String key() {
        return "members";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                column(GROUP, true),
                column(VILLAGE, false),
                column(NAME, true),
                column(NIK, false),
                column(BIRTH, false),
                column(PHONE, false),
                column(JOINED, false),
                column(CARD, false));
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
                new StagedMembers(db, dataSource),
                GroupIndex.of(db),
                VillageIndex.of(areas, scope),
                numbers,
                audit,
                clock,
                write);
    }
}
