package id.cemara.identity;

import id.cemara.identity.IdentityProblem.LinkUsed;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people do with their own account: set the password, by a link or knowing the old one, see and end log-ins.
@Service
public class OwnAccount {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private final JdbcClient db;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;
    private final Clock clock;

    OwnAccount(JdbcClient db, PasswordEncoder passwords, AuditTrail audit, Clock clock) {
        this.db = db;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /// Whose link somebody holds.
    ///
    /// @param kind invitation or reset
    public record Invited(
            UUID accountId,
            String username,
            String displayName,
            String kind,
            @Nullable String areaCode) {}

    /// A token of the account.
    public record TokenLine(UUID id, OffsetDateTime createdAt, OffsetDateTime expiresAt) {}

    /// Who is invited by that link.
    ///
    /// @throws Refused when it was used, ran out or never was
    Invited invited(String link) {
        return find(link).orElseThrow(() -> new Refused(new LinkUsed()));
    }

    private Optional<Invited> find(String link) {
        return db.sql("""
                select account_id, username, display_name, kind, area_code
                  from identity.account_of_link(:link, :now)
                """)
                .param("link", Tokens.hash(link))
                .param("now", OffsetDateTime.now(clock))
                .query(Invited.class)
                .optional();
    }

    /// Sets the password by a link, which is used up with it.
    @Transactional
    public void accept(String link, String password, String repeated) {
        Invited invited = invited(link);
        check(invited.username(), password, repeated);
        boolean isSet = Boolean.TRUE.equals(db.sql("select identity.use_link(:link, :password, :now)")
                .param("link", Tokens.hash(link))
                .param("password", passwords.encode(password))
                .param("now", OffsetDateTime.now(clock))
                .query(Boolean.class)
                .single());
        if (!isSet) {
            throw new Refused(new LinkUsed());
        }
        note("account.password-set", invited.accountId(), invited.areaCode());
    }

    /// Changes the password of who knows the old one, and ends every other log-in.
    ///
    /// @return the epoch of log-ins that count from now on
    @Transactional
    public int changePassword(String old, String password, String repeated) {
        Actor.Account account = current();
        String kept = db.sql("select password_hash from identity.accounts where id = :id")
                .param("id", account.id())
                .query(String.class)
                .single();
        if (!passwords.matches(old, kept)) {
            throw new Refused(new RequestProblem.InvalidFields(List.of(new FieldProblem("old", "own-password"))));
        }
        check(account.username(), password, repeated);
        int epoch = db.sql("""
                update identity.accounts
                   set password_hash = :hash, log_in_epoch = log_in_epoch + 1
                 where id = :id
                returning log_in_epoch
                """)
                .param("hash", passwords.encode(password))
                .param("id", account.id())
                .query(Integer.class)
                .single();
        note("account.password-set", account.id(), null);
        return epoch;
    }

    /// Ends every log-in and token of the account.
    @Transactional
    public void logOutEverywhere() {
        Actor.Account account = current();
        db.sql("update identity.accounts set log_in_epoch = log_in_epoch + 1 where id = :id")
                .param("id", account.id())
                .update();
        note("account.logged-out-everywhere", account.id(), null);
    }

    /// The tokens that count, newest first.
    @Transactional(readOnly = true)
    public List<TokenLine> tokens() {
        return db.sql("""
                select t.id, t.created_at, t.expires_at
                  from identity.api_tokens t
                  join identity.accounts a on a.id = t.account_id and a.log_in_epoch = t.log_in_epoch
                 where t.account_id = :id and t.revoked_at is null and t.expires_at > :now
                 order by t.created_at desc
                 limit 100
                """)
                .param("id", current().id())
                .param("now", OffsetDateTime.now(clock))
                .query(TokenLine.class)
                .list();
    }

    private static void check(String username, String password, String repeated) {
        new Checks()
                .that(
                        password.length() >= SHORTEST && password.length() <= LONGEST,
                        "password",
                        "new-password",
                        SHORTEST)
                .that(!password.equalsIgnoreCase(username), "password", "not-the-name")
                .that(password.equals(repeated), "repeated", "same-password")
                .refuseProblems();
    }

    private static Actor.Account current() {
        Permission.USE_WORK_SPACE.require();
        return CurrentActor.get().account().orElseThrow();
    }

    private void note(String action, UUID account, @Nullable String area) {
        audit.add(new AuditEntry(action, "account", account, area, null, null, Map.of(), Map.of(), null));
    }
}
