package id.cemara.identity.accounts;

import id.cemara.identity.login.Tokens;
import id.cemara.platform.OwnerDatabase;
import id.cemara.platform.PublicAddress;
import id.cemara.platform.start.Installation;
import id.cemara.platform.start.StartNotice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Sets up an installation without sample on which no account has a password: each start makes a one-time
/// link for the first administrator and prints it on the console. The link is stored only as a hash.
@Component
record FirstAdministrator(
        OwnerDatabase owner, ObjectProvider<Installation> installation, PublicAddress address, Clock clock)
        implements StartNotice {

    private static final String USERNAME = "admin";

    @Override
    public Optional<String> line() {
        if (installation.getObject().sampleDay().isPresent()) {
            return Optional.empty();
        }
        var link = new AtomicReference<String>();
        owner.inTransaction(connection -> {
            if (isNobodyThere(connection)) {
                link.set(newLink(connection, account(connection)));
            }
        });
        return Optional.ofNullable(link.get())
                .map(value -> "set up    " + address.url() + "/undangan/" + value
                        + "\n          (once, within 24 hours: choose the password of " + USERNAME + ")");
    }

    private static boolean isNobodyThere(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("lock table identity.accounts in share row exclusive mode")) {
            lock.execute();
        }
        try (var known = connection.prepareStatement(
                        "select 1 from identity.accounts where password_hash is not null limit 1");
                ResultSet row = known.executeQuery()) {
            return !row.next();
        }
    }

    private static UUID account(Connection connection) throws SQLException {
        try (PreparedStatement account = connection.prepareStatement("""
                        insert into identity.accounts as a (id, username, display_name, role)
                        values (?, ?, 'Administrator', 'ADMINISTRATOR')
                            on conflict (username) do update set username = excluded.username
                        returning id
                        """);
                PreparedStatement scope = connection.prepareStatement("""
                        insert into identity.account_scopes (account_id, area_code, valid_from)
                        select ?, '*', '2020-01-01'
                         where not exists (select from identity.account_scopes where account_id = ?)
                        """)) {
            account.setObject(1, UUID.randomUUID());
            account.setString(2, USERNAME);
            try (ResultSet row = account.executeQuery()) {
                row.next();
                UUID id = row.getObject(1, UUID.class);
                scope.setObject(1, id);
                scope.setObject(2, id);
                scope.executeUpdate();
                return id;
            }
        }
    }

    private String newLink(Connection connection, UUID account) throws SQLException {
        String value = Tokens.randomValue();
        OffsetDateTime now = OffsetDateTime.now(clock);
        try (PreparedStatement old = connection.prepareStatement(
                        "update identity.account_links set used_at = ? where account_id = ? and used_at is null");
                PreparedStatement link = connection.prepareStatement("""
                        insert into identity.account_links (id, account_id, kind, hash, made_at, expires_at)
                        values (?, ?, 'invitation', ?, ?, ?)
                        """)) {
            old.setObject(1, now);
            old.setObject(2, account);
            old.executeUpdate();
            link.setObject(1, UUID.randomUUID());
            link.setObject(2, account);
            link.setBytes(3, Tokens.hash(value));
            link.setObject(4, now);
            link.setObject(5, now.plus(Invitations.RESET_LIFE));
            link.executeUpdate();
        }
        return value;
    }
}
