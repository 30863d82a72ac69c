package id.cemara.identity.accounts;

import id.cemara.identity.GroupNames;
import id.cemara.identity.IdentityProblem.LinkUsed;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.login.AccountLookup;
import id.cemara.identity.login.PasswordRules;
import id.cemara.identity.login.Tokens;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// What people do with their own account: set or change the password, list and end log-ins and tokens.
@Service
public class OwnAccount {

    private final JdbcClient db;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;
    private final AccountLookup accounts;
    private final ObjectProvider<GroupNames> groups;
    private final TransactionOperations transactions;
    private final Clock clock;

    OwnAccount(
            JdbcClient db,
            PasswordEncoder passwords,
            AuditTrail audit,
            AccountLookup accounts,
            ObjectProvider<GroupNames> groups,
            TransactionOperations transactions,
            Clock clock) {
        this.db = db;
        this.passwords = passwords;
        this.audit = audit;
        this.accounts = accounts;
        this.groups = groups;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The account of an unused link.
    ///
    /// @param kind invitation or reset
    public record Invited(
            UUID accountId,
            String username,
            String displayName,
            String kind,
            @Nullable String areaCode) {}

    public record TokenLine(UUID id, OffsetDateTime createdAt, OffsetDateTime expiresAt) {}

    /// The account of that link.
    ///
    /// @throws Refused when the link is used, expired or unknown
    Invited invited(String link) {
        return find(link).orElseThrow(() -> new Refused(new LinkUsed()));
    }

    private Optional<Invited> find(String link) {
        return db.sql("""
                select account_id, username, display_name, kind, area_code
                  from identity.account_of_link(:link, :now, :today)
                """)
                .param("link", Tokens.hash(link))
                .param("now", OffsetDateTime.now(clock))
                .param("today", LocalDate.now(clock))
                .query(Invited.class)
                .optional();
    }

    /// Sets the password and uses up the link. Passkeys are removed unless the office chose to keep them
    /// when it made the link.
    public void accept(String link, String password, String repeated) {
        Invited invited = invited(link);
        check(
                password,
                repeated,
                names(
                        invited.username(),
                        invited.displayName(),
                        accounts.find(invited.accountId()).orElse(null)));
        String hash = passwords.encode(password);
        transactions.executeWithoutResult(status -> {
            boolean isSet = Boolean.TRUE.equals(db.sql("select identity.use_link(:link, :password, :now, :today)")
                    .param("link", Tokens.hash(link))
                    .param("password", hash)
                    .param("now", OffsetDateTime.now(clock))
                    .param("today", LocalDate.now(clock))
                    .query(Boolean.class)
                    .single());
            if (!isSet) {
                throw new Refused(new LinkUsed());
            }
            note("account.password-set", invited.accountId(), invited.areaCode());
        });
    }

    private record Kept(String passwordHash, String displayName) {}

    /// Changes the password, given the old one, and ends all other log-ins.
    ///
    /// @return the new log-in epoch
    public int changePassword(String old, String password, String repeated) {
        Actor.Account account = current();
        Kept kept = Objects.requireNonNull(transactions.execute(
                status -> db.sql("select password_hash, display_name from identity.accounts where id = :id")
                        .param("id", account.id())
                        .query(Kept.class)
                        .single()));
        if (!passwords.matches(old, kept.passwordHash())) {
            throw notTheOldOne();
        }
        check(password, repeated, names(account.username(), kept.displayName(), account));
        String hash = passwords.encode(password);
        return Objects.requireNonNull(transactions.execute(status -> {
            // When two changes race, the second fails because its old password no longer matches.
            int epoch = db.sql("""
                    update identity.accounts
                       set password_hash = :hash, log_in_epoch = log_in_epoch + 1
                     where id = :id and password_hash = :old
                    returning log_in_epoch
                    """)
                    .param("hash", hash)
                    .param("id", account.id())
                    .param("old", kept.passwordHash())
                    .query(Integer.class)
                    .optional()
                    .orElseThrow(OwnAccount::notTheOldOne);
            note("account.password-set", account.id(), null);
            return epoch;
        }));
    }

    private static Refused notTheOldOne() {
        return Refused.field("old", "own-password");
    }

    /// Ends all sessions and tokens of the account.
    @Transactional
    public void logOutEverywhere() {
        Actor.Account account = current();
        db.sql("update identity.accounts set log_in_epoch = log_in_epoch + 1 where id = :id")
                .param("id", account.id())
                .update();
        note("account.logged-out-everywhere", account.id(), null);
    }

    /// The valid tokens, newest first.
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

    private static void check(String password, String repeated, List<String> names) {
        var checks = new Checks();
        PasswordRules.check(checks, password, repeated, names);
        checks.refuseProblems();
    }

    /// Names that an acquaintance would try as a password.
    private List<String> names(String username, String displayName, Actor.@Nullable Account account) {
        List<String> names = new ArrayList<>(List.of(username, displayName));
        GroupId group = account == null ? null : account.group();
        if (group != null) {
            groups.ifAvailable(known -> known.name(group).ifPresent(names::add));
        }
        return names;
    }

    private static Actor.Account current() {
        Permission.USE_WORK_SPACE.require();
        return CurrentActor.get().account().orElseThrow();
    }

    private void note(String action, UUID account, @Nullable String area) {
        audit.add(AuditEntry.of(action, "account", account, area, null));
    }
}
