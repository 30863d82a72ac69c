package id.cemara.identity;

import id.cemara.platform.start.Installation;
import id.cemara.platform.start.SampleData;
import id.cemara.platform.start.StartNotice;
import id.cemara.shared.Actor;
import id.cemara.shared.Role;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// The accounts of the sample, one for each role; all share the sample's password. The officer of a group comes with
/// the groups ([#groupOfficer]).
@Component
public class SampleAccounts implements SampleData, StartNotice {

    private static final List<Sample> SAMPLES = List.of(
            new Sample("admin", "Admin Contoh", Role.ADMINISTRATOR, Actor.EVERYWHERE),
            new Sample("nasional", "Kantor Pusat (contoh)", Role.NATIONAL_OFFICE, Actor.EVERYWHERE),
            new Sample("provinsi", "Perwakilan Provinsi Bengkulu (contoh)", Role.PROVINCIAL_OFFICE, "17"),
            new Sample("lebong", "OPD KB Lebong (contoh)", Role.DISTRICT_OFFICE, "17.07"),
            new Sample("seluma", "OPD KB Seluma (contoh)", Role.DISTRICT_OFFICE, "17.05"),
            new Sample("petugas-lebong", "PLKB Lebong Selatan (contoh)", Role.FIELD_OFFICER, "17.07.04"),
            new Sample("petugas-seluma", "PLKB Sukaraja (contoh)", Role.FIELD_OFFICER, "17.05.01"));

    private final PasswordEncoder passwords;
    private final ObjectProvider<Installation> installation;
    private @Nullable String hashed;
    private @Nullable String hash;

    SampleAccounts(PasswordEncoder passwords, ObjectProvider<Installation> installation) {
        this.passwords = passwords;
        this.installation = installation;
    }

    private record Sample(String username, String displayName, Role role, String area) {}

    @Override
    public Optional<String> line() {
        Installation installed = installation.getObject();
        return installed
                .sampleDay()
                .map(day -> "log in    admin, nasional, provinsi, lebong, seluma, petugas-lebong, petugas-seluma or\n"
                        + "          cemara-indah, password "
                        + installed
                                .samplePasswordFile()
                                .map(file -> "in " + file)
                                .orElse("as you set it"));
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        for (Sample sample : SAMPLES) {
            String home = sample.area().equals(Actor.EVERYWHERE) ? null : sample.area();
            UUID id = account(owner, plan, sample.username(), sample.displayName(), sample.role(), home);
            scope(owner, id, sample.area(), null);
        }
    }

    /// Adds the sample's officer of a group. The connection is the owner's, inside the transaction that loads the
    /// sample.
    ///
    /// @param areaCode where the group lies
    public void groupOfficer(
            Connection owner, Plan plan, String username, String displayName, UUID group, String areaCode)
            throws SQLException {
        UUID id = account(owner, plan, username, displayName, Role.GROUP_OFFICER, areaCode);
        scope(owner, id, null, group);
    }

    /// All share one password, so one hash serves them: making it takes as long as a log-in.
    private synchronized String hash(String password) {
        if (hash == null || !password.equals(hashed)) {
            hashed = password;
            hash = passwords.encode(password);
        }
        return hash;
    }

    /// The id of the sample's account with that username.
    public static UUID idOf(String username, Plan plan) {
        return UUID.nameUUIDFromBytes(
                ("sample account " + username + " " + plan.seed()).getBytes(StandardCharsets.UTF_8));
    }

    private UUID account(
            Connection owner, Plan plan, String username, String displayName, Role role, @Nullable String home)
            throws SQLException {
        UUID id = idOf(username, plan);
        try (PreparedStatement account = owner.prepareStatement("""
                insert into identity.accounts (id, username, display_name, password_hash, role, area_code, sample)
                values (?, ?, ?, ?, ?, ?, true)
                """)) {
            account.setObject(1, id);
            account.setString(2, username);
            account.setString(3, displayName);
            account.setString(4, hash(plan.password()));
            account.setString(5, role.name());
            account.setString(6, home);
            account.executeUpdate();
        }
        return id;
    }

    private static void scope(Connection owner, UUID account, @Nullable String area, @Nullable UUID group)
            throws SQLException {
        try (PreparedStatement scope = owner.prepareStatement("""
                insert into identity.account_scopes (account_id, area_code, group_id, valid_from)
                values (?, ?, ?, '2020-01-01')
                """)) {
            scope.setObject(1, account);
            scope.setString(2, area);
            scope.setObject(3, group);
            scope.executeUpdate();
        }
    }
}
