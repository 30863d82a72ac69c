package id.cemara.identity;

import id.cemara.shared.Actor;
import id.cemara.shared.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/// Finds the account somebody logs in with. Nobody is known yet then, so it asks the one function that may look.
@Service
class Accounts implements UserDetailsService {

    private final JdbcClient db;
    private final Clock clock;

    Accounts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        return db.sql("""
                select id, username, password_hash, role, areas, group_id, agency_id
                  from identity.account_for_login(:username, :today)
                """)
                .param("username", username.strip().toLowerCase(Locale.ROOT))
                .param("today", LocalDate.now(clock))
                .query(Accounts::read)
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    private static LoggedIn read(ResultSet row, int number) throws SQLException {
        Array areas = row.getArray("areas");
        var account = new Actor.Account(
                row.getObject("id", UUID.class),
                row.getString("username"),
                Role.valueOf(row.getString("role")),
                List.of((String[]) areas.getArray()),
                row.getObject("group_id", UUID.class),
                row.getObject("agency_id", UUID.class));
        return new LoggedIn(account, row.getString("password_hash"));
    }
}
