package id.cemara.identity.login;

import id.cemara.platform.ActorLookup;
import id.cemara.shared.Actor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The current rights of an account.
@Service
public class AccountLookup implements ActorLookup {

    private final JdbcClient db;
    private final Clock clock;

    AccountLookup(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Optional<Actor.Account> find(UUID account) {
        return rights(account).map(Rights::account);
    }

    /// The account of a session; empty when it was disabled or logged out everywhere since.
    Optional<Actor.Account> find(UUID account, int logInEpoch) {
        return rights(account)
                .filter(rights -> rights.logInEpoch() == logInEpoch)
                .map(Rights::account);
    }

    private record Rights(Actor.Account account, int logInEpoch) {}

    private Optional<Rights> rights(UUID account) {
        return db.sql("""
                select id, username, role, areas, group_id, agency_id, log_in_epoch
                  from identity.account_now(:account, :today)
                """)
                .param("account", account)
                .param("today", LocalDate.now(clock))
                .query(AccountLookup::read)
                .optional();
    }

    private static Rights read(ResultSet row, int number) throws SQLException {
        UUID group = row.getObject("group_id", UUID.class);
        return new Rights(
                new Actor.Account(
                        row.getObject("id", UUID.class),
                        row.getString("username"),
                        Role.valueOf(row.getString("role")),
                        List.of((String[]) row.getArray("areas").getArray()),
                        group == null ? null : new GroupId(group),
                        row.getObject("agency_id", UUID.class)),
                row.getInt("log_in_epoch"));
    }
}
