package id.cemara.identity;

import id.cemara.platform.Installation;
import id.cemara.platform.SampleData;
import id.cemara.platform.StartNotice;
import id.cemara.shared.Actor;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// The account of the sample: `admin`, who keeps the installation running.
@Component
class SampleAccounts implements SampleData, StartNotice {

    private final PasswordEncoder passwords;
    private final ObjectProvider<Installation> installation;

    SampleAccounts(PasswordEncoder passwords, ObjectProvider<Installation> installation) {
        this.passwords = passwords;
        this.installation = installation;
    }

    @Override
    public Optional<String> line() {
        Installation installed = installation.getObject();
        return installed
                .sampleDay()
                .map(day -> "log in    admin, password "
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
        UUID id = UUID.nameUUIDFromBytes(("sample account admin " + plan.seed()).getBytes(StandardCharsets.UTF_8));
        try (PreparedStatement account = owner.prepareStatement("""
                        insert into identity.accounts (id, username, display_name, password_hash, role, sample)
                        values (?, 'admin', 'Admin Contoh', ?, 'ADMINISTRATOR', true)
                        """);
                PreparedStatement scope = owner.prepareStatement("""
                        insert into identity.account_scopes (account_id, area_code, valid_from) values (?, ?, '2020-01-01')
                        """)) {
            account.setObject(1, id);
            account.setString(2, passwords.encode(plan.password()));
            account.executeUpdate();
            scope.setObject(1, id);
            scope.setString(2, Actor.EVERYWHERE);
            scope.executeUpdate();
        }
    }
}
