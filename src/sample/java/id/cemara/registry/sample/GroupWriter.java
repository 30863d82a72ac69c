package id.cemara.registry.sample;

import id.cemara.platform.CopyTable;
import id.cemara.registry.sample.InventedGroup.Business;
import id.cemara.registry.sample.InventedGroup.Fact;
import id.cemara.registry.sample.InventedGroup.Membership;
import id.cemara.registry.sample.InventedGroup.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Copies many groups into the registry's tables, as their owner and within the caller's transaction. The directory is
/// made once at the end instead of by triggers row by row, and only a batch of groups is in memory at a time.
final class GroupWriter {

    private static final int GROUPS_AT_ONCE = 1_000;
    private static final int REFRESHED_AT_ONCE = 5_000;

    private final Connection owner;
    private final CopyManager manager;
    private final List<UUID> ids = new ArrayList<>();

    private final CopyTable groups = new CopyTable(
            "registry.business_groups",
            "id, number, slug, name, area_code, place, approval, registered_on, verified_on");
    private final CopyTable contacts =
            new CopyTable("registry.group_private", "group_id, area_code, contact_phone, address");
    private final CopyTable verifications = new CopyTable("registry.verifications", "group_id, valid_from");
    private final CopyTable places = new CopyTable("registry.group_places", "group_id, area_code, valid_from");
    private final CopyTable sectors =
            new CopyTable("registry.group_sectors", "group_id, sector_key, kind_key, is_primary, valid_from");
    private final CopyTable stages = new CopyTable("registry.group_stages", "group_id, stage, valid_from, valid_to");
    private final CopyTable operatingStatuses =
            new CopyTable("registry.group_statuses", "group_id, status, valid_from, valid_to, cause");
    private final CopyTable memberships = new CopyTable("registry.memberships", "id, group_id, joined_on, left_on");
    private final CopyTable members =
            new CopyTable("registry.members", "membership_id, group_id, area_code, name, birth_date, phone, during");
    private final CopyTable terms = new CopyTable(
            "registry.officer_terms", "id, group_id, membership_id, office, started_on, ended_on, public_name");

    /// Referenced tables before those that refer to them.
    private final List<CopyTable> tables = List.of(
            groups, contacts, verifications, places, sectors, stages, operatingStatuses, memberships, members, terms);

    private GroupWriter(Connection owner) throws SQLException {
        this.owner = owner;
        this.manager = owner.unwrap(PGConnection.class).getCopyAPI();
    }

    /// Begins: from here to [#finish] nobody else can write to these tables.
    static GroupWriter open(Connection owner) throws SQLException {
        if (owner.getAutoCommit()) {
            throw new IllegalStateException("groups are written within one transaction");
        }
        var writer = new GroupWriter(owner);
        writer.triggers("disable");
        return writer;
    }

    /// What one step wrote.
    ///
    /// @param what a table, or what was done at the end
    record Written(String what, long rows, long milliseconds) {}

    /// Tells the addresses that are taken.
    void eachSlug(Consumer<String> consumer) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.setFetchSize(10_000);
            try (ResultSet row = statement.executeQuery("select slug from registry.business_groups")) {
                while (row.next()) {
                    consumer.accept(row.getString(1));
                }
            }
        }
    }

    void write(InventedGroup group) throws SQLException {
        UUID id = group.id();
        String area = group.village().code();
        groups.add(
                id,
                group.number(),
                group.slug(),
                group.name(),
                area,
                group.village().path(),
                "verified",
                group.registeredOn(),
                group.verifiedOn());
        contacts.add(id, area, group.phone(), group.address());
        verifications.add(id, group.verifiedOn());
        places.add(id, area, group.registeredOn());
        for (Business business : group.businesses()) {
            boolean primary = business.equals(group.businesses().getFirst());
            sectors.add(id, business.sector(), business.kind(), primary, business.since());
        }
        for (Fact stage : group.stages()) {
            stages.add(id, stage.value(), stage.from(), stage.until());
        }
        for (Fact status : group.statuses()) {
            operatingStatuses.add(id, status.value(), status.from(), status.until(), status.cause());
        }
        for (Membership member : group.members()) {
            memberships.add(member.id(), id, member.joinedOn(), member.leftOn());
            // Without the triggers the days of a membership are copied here.
            String during = "[" + member.joinedOn() + "," + (member.leftOn() == null ? "" : member.leftOn()) + ")";
            members.add(member.id(), id, area, member.name(), member.birthDate(), member.phone(), during);
        }
        for (Term term : group.terms()) {
            terms.add(
                    term.id(),
                    id,
                    term.holder().id(),
                    term.office(),
                    term.startedOn(),
                    term.endedOn(),
                    term.publicName());
        }
        ids.add(id);
        if (ids.size() % GROUPS_AT_ONCE == 0) {
            send();
        }
    }

    /// The last running number given out in a kabupaten.
    void countedUpTo(String regency, int lastNumber) throws SQLException {
        try (PreparedStatement counter = owner.prepareStatement("""
                insert into registry.number_counters as c (regency_code, last_number)
                values (?, ?)
                    on conflict (regency_code) do update
                   set last_number = greatest(c.last_number, excluded.last_number)
                """)) {
            counter.setString(1, regency);
            counter.setInt(2, lastNumber);
            counter.executeUpdate();
        }
    }

    /// Writes what is left, makes the directory, tells keepers of answers that the registry changed, and gives the
    /// planner its figures.
    List<Written> finish() throws SQLException {
        send();
        triggers("enable");
        List<Written> written = new ArrayList<>();
        for (CopyTable table : tables) {
            written.add(new Written(table.name(), table.rows(), table.milliseconds()));
        }
        // Before the refresh, which would be planned for empty tables otherwise.
        written.add(timed("analyze", 0, this::analyze));
        written.add(timed("directory", ids.size(), this::refreshDirectory));
        try (Statement statement = owner.createStatement()) {
            // Changes no row, but fires the table's trigger that notes a change of the registry.
            statement.execute("update registry.verifications set valid_to = valid_to where false");
            statement.execute("analyze registry.directory, registry.search_words");
        }
        return written;
    }

    private void send() throws SQLException {
        for (CopyTable table : tables) {
            table.send(manager);
        }
    }

    private void analyze() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (CopyTable table : tables) {
                statement.execute("analyze " + table.name());
            }
        }
    }

    private void refreshDirectory() throws SQLException {
        try (PreparedStatement refresh = owner.prepareStatement("select registry.refresh_directory(?)")) {
            for (int from = 0; from < ids.size(); from += REFRESHED_AT_ONCE) {
                List<UUID> batch = ids.subList(from, Math.min(ids.size(), from + REFRESHED_AT_ONCE));
                refresh.setArray(1, owner.createArrayOf("uuid", batch.toArray()));
                refresh.execute();
            }
        }
    }

    private void triggers(String action) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (CopyTable table : tables) {
                statement.execute("alter table " + table.name() + " " + action + " trigger user");
            }
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static Written timed(String what, long rows, Step step) throws SQLException {
        long start = System.nanoTime();
        step.run();
        return new Written(what, rows, (System.nanoTime() - start) / 1_000_000);
    }
}
