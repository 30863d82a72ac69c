package id.cemara.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// Tells whether somebody is who they say they are. Nobody is known yet then, so it asks the one function that may
// look.
@Service
class LogIns {

    /// What an unknown user's password is compared with, so that the answer takes as long as that to a wrong one: a
    /// hash of no password, made with the settings of [Passwords].
    static final String NOBODYS_HASH = "$argon2id$v=19$m=16384,t=2,p=1$"
            + "bm9ib2R5IGhhcyB0aGlzIQ$"
            + "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private final JdbcClient db;
    private final PasswordEncoder passwords;

    LogIns(JdbcClient db, PasswordEncoder passwords) {
        this.db = db;
        this.passwords = passwords;
    }

    /// The account with that name and password; empty when either is wrong. Checks exactly one password in any case.
    Optional<LoggedIn> check(String username, String password) {
        Optional<Known> known = find(username);
        String hash = known.map(Known::passwordHash).orElse(NOBODYS_HASH);
        boolean matches = passwords.matches(password, hash);
        return known.filter(account -> matches && account.passwordHash() != null)
                .map(account -> new LoggedIn(account.id(), account.username(), account.logInEpoch()));
    }

    private record Known(UUID id, String username, @Nullable String passwordHash, int logInEpoch) {}

    private Optional<Known> find(String username) {
        return db.sql("select id, username, password_hash, log_in_epoch from identity.account_for_login(:username)")
                .param("username", username.replace("\0", "").strip().toLowerCase(Locale.ROOT))
                .query(Known.class)
                .optional();
    }
}
