package id.cemara.identity.login;

import id.cemara.identity.LoggedIn;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Verifies user name and password. There is no actor yet, so it reads accounts through a database function
/// made for this.
@Service
record LogIns(
        JdbcClient db,
        PasswordEncoder passwords,
        LogInLimits limits,
        FieldEncryption fields,
        AccountLookup accounts,
        AuditTrail audit,
        TransactionOperations transactions,
        Clock clock) {

    /// Compared with the password of an unknown user, so that both kinds of failure take equally long. A
    /// hash of no known password, with the parameters of [Passwords].
    static final String NOBODYS_HASH = "$argon2id$v=19$m=16384,t=2,p=1$"
            + "bm9ib2R5IGhhcyB0aGlzIQ$"
            + "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    /// The account with that name and password; empty when either is wrong. An unknown name costs as many
    /// hash computations as a known one.
    ///
    /// @param address the client's address
    /// @throws TooManyTriesException after too many failures; the password is not checked then
    Optional<LoggedIn> check(String typed, String password, String address) {
        String username = typed.replace("\0", "").strip().toLowerCase(Locale.ROOT);
        byte[] place = fields.keyedHash(address, HashPurpose.LOG_IN_ADDRESS);
        LogInLimits.Try taken = limits.take(username, address, isPlaceOf(username, place));
        Optional<Known> known = find(username);
        String kept = known.map(Known::passwordHash).orElse(null);
        boolean matches = passwords.matches(password, kept == null ? NOBODYS_HASH : kept);
        if (!matches || kept == null) {
            return Optional.empty();
        }
        taken.wasRight();
        Optional<LoggedIn> loggedIn =
                known.map(account -> new LoggedIn(account.id(), account.username(), account.logInEpoch()));
        loggedIn.ifPresent(account -> note(account, "password", place));
        return loggedIn;
    }

    /// Records a log-in and its address, which counts as known from then on.
    ///
    /// @param way such as `password` or `passkey`
    void note(LoggedIn account, String way, String address) {
        note(account, way, fields.keyedHash(address, HashPurpose.LOG_IN_ADDRESS));
    }

    private void note(LoggedIn loggedIn, String way, byte[] place) {
        accounts.find(loggedIn.id(), loggedIn.logInEpoch())
                .ifPresent(account -> CurrentActor.run(
                        account,
                        () -> transactions.executeWithoutResult(done -> {
                            db.sql("""
                            insert into identity.log_in_places as p (account_id, address_hash, last_on)
                            values (:account, :place, :today)
                                on conflict (account_id, address_hash) do update set last_on = excluded.last_on
                             where p.last_on < excluded.last_on
                            """)
                                    .param("account", account.id())
                                    .param("place", place)
                                    .param("today", LocalDate.now(clock))
                                    .update();
                            audit.add(AuditEntry.of("account.logged-in", "account", account.id(), null, null)
                                    .changing(Map.of("way", new Change(null, way))));
                        })));
    }

    private boolean isPlaceOf(String username, byte[] place) {
        return Boolean.TRUE.equals(db.sql("select identity.is_place_of(:username, :place)")
                .param("username", username)
                .param("place", place)
                .query(Boolean.class)
                .single());
    }

    private record Known(UUID id, String username, @Nullable String passwordHash, int logInEpoch) {}

    private Optional<Known> find(String username) {
        return db.sql("select id, username, password_hash, log_in_epoch from identity.account_for_login(:username)")
                .param("username", username)
                .query(Known.class)
                .optional();
    }
}
