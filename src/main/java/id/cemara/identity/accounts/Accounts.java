package id.cemara.identity.accounts;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.identity.login.Passkeys;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The accounts of subordinate roles, which an office manages within its own area. [Invitations] creates
/// them, [AccountScopes] grants and ends their areas. The database enforces the same rules ([#below]).
@Service
class Accounts {

    private final JdbcClient db;
    private final AuditTrail audit;
    private final Passkeys passkeys;
    private final Clock clock;

    Accounts(JdbcClient db, AuditTrail audit, Passkeys passkeys, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /// The roles that a role manages.
    static Set<Role> below(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> EnumSet.allOf(Role.class);
            case NATIONAL_OFFICE ->
                EnumSet.of(
                        Role.PROVINCIAL_OFFICE,
                        Role.DISTRICT_OFFICE,
                        Role.FIELD_OFFICER,
                        Role.GROUP_OFFICER,
                        Role.PARTNER);
            case PROVINCIAL_OFFICE ->
                EnumSet.of(Role.DISTRICT_OFFICE, Role.FIELD_OFFICER, Role.GROUP_OFFICER, Role.PARTNER);
            case DISTRICT_OFFICE -> EnumSet.of(Role.FIELD_OFFICER, Role.GROUP_OFFICER);
            case FIELD_OFFICER, GROUP_OFFICER, PARTNER -> EnumSet.noneOf(Role.class);
        };
    }

    /// The accounts in the actor's area, by user name.
    @Transactional(readOnly = true)
    Listing<AccountSummary> page(@Nullable String text, int size, @Nullable String cursor) {
        Permission.MANAGE_ACCOUNTS.require();
        String after = cursor == null || cursor.isEmpty()
                ? ""
                : Cursor.parse("cursor", cursor, 1).parts().getFirst();
        List<AccountSummary> found = db.sql(SUMMARY + """
                 where (:text::text is null or ' ' || platform.plain(a.display_name) || ' ' like :plain::text
                                            or strpos(a.username, :text) > 0)
                   and a.username collate "C" > :after
                 order by a.username collate "C"
                 limit :limit
                """)
                .param("text", text == null ? null : text.toLowerCase(Locale.ROOT))
                .param("plain", text == null ? null : PlainText.pattern(text))
                .param("after", after)
                .param("today", today())
                .param("limit", size + 1)
                .query(AccountSummary.class)
                .list();
        return Listing.page(found, size, last -> Cursor.of(last.username()).text());
    }

    private static final String SUMMARY = """
            select a.id, a.username, a.display_name, a.role, a.area_code, a.disabled_at is not null as disabled,
                   a.password_hash is not null as accepted,
                   coalesce((select string_agg(s.area_code, ', ' order by s.area_code)
                               from identity.account_scopes s
                              where s.account_id = a.id and s.valid_from <= :today
                                and (s.valid_to is null or s.valid_to > :today)), '') as areas
              from identity.accounts a
            """;

    /// An account in the actor's area.
    ///
    /// @throws Refused as not found when it lies outside
    @Transactional(readOnly = true)
    AccountSummary get(String username) {
        Permission.MANAGE_ACCOUNTS.require();
        return find(username);
    }

    AccountSummary find(String username) {
        return db.sql(SUMMARY + " where a.username = :username")
                .param("username", username)
                .param("today", today())
                .query(AccountSummary.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// The other field officers in the actor's area, who may take over.
    @Transactional(readOnly = true)
    List<AccountSummary> otherOfficers(AccountSummary officer) {
        return db.sql(SUMMARY + """
                 where a.role = 'FIELD_OFFICER' and a.disabled_at is null and a.id <> :officer
                 order by a.username collate "C"
                 limit 200
                """)
                .param("today", today())
                .param("officer", officer.id())
                .query(AccountSummary.class)
                .list();
    }

    /// Whether the current actor may manage that account.
    boolean isManaged(AccountSummary account) {
        return CurrentActor.get()
                .account()
                .filter(actor ->
                        !actor.id().equals(account.id()) && below(actor.role()).contains(account.role()))
                .isPresent();
    }

    /// The passkeys of an account that the actor manages.
    @Transactional(readOnly = true)
    List<Passkeys.KeyLine> passkeys(String username) {
        return passkeys.of(managed(username).id());
    }

    /// Removes an account's passkey, for instance when its device was lost. Idempotent.
    @Transactional
    void removePasskey(String username, String key) {
        AccountSummary account = managed(username);
        if (passkeys.remove(account.id(), key)) {
            note("account.passkey-removed", account.id(), account.areaCode(), Map.of());
        }
    }

    /// Disables an account and ends its sessions at once. Its unused links and those it made for others
    /// become invalid, and stay so when the account is enabled again.
    ///
    /// @return the number of its links to others that became invalid
    @Transactional
    int disable(String username) {
        AccountSummary account = managed(username);
        update(account, "disabled_at = :now, log_in_epoch = log_in_epoch + 1");
        int links = endLinks(account);
        note("account.disabled", account.id(), account.areaCode(), withLinks(Map.of(), links));
        return links;
    }

    /// Allows the account to log in again.
    @Transactional
    void enable(String username) {
        AccountSummary account = managed(username);
        update(account, "disabled_at = null");
        note("account.enabled", account.id(), account.areaCode(), Map.of());
    }

    private void update(AccountSummary account, String change) {
        db.sql("update identity.accounts set " + change + " where id = :id and :now::timestamptz is not null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", account.id())
                .update();
    }

    /// Invalidates the links that the account made and would no longer be allowed to make.
    int endLinks(AccountSummary maker) {
        return db.sql("select identity.end_links_of(:maker, :now, :today)")
                .param("maker", maker.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("today", today())
                .query(Integer.class)
                .single();
    }

    /// Adds the number of links that became invalid.
    static Map<String, Change> withLinks(Map<String, Change> facts, int links) {
        if (links == 0) {
            return facts;
        }
        Map<String, Change> all = new HashMap<>(facts);
        all.put("links", new Change(Integer.toString(links), "0"));
        return all;
    }

    /// The account, if the current actor may manage it.
    ///
    /// @throws Refused otherwise
    AccountSummary managed(String username) {
        manager();
        AccountSummary account = find(username);
        if (!isManaged(account)) {
            throw new Refused(new RequestProblem.NotAllowed());
        }
        return account;
    }

    /// The current actor, who must be allowed to manage accounts.
    static Actor.Account manager() {
        Permission.MANAGE_ACCOUNTS.require();
        return CurrentActor.get().account().orElseThrow();
    }

    /// Adds an audit entry about an account.
    void note(String action, UUID account, @Nullable String area, Map<String, Change> facts) {
        audit.add(AuditEntry.of(action, "account", account, area, null).changing(facts));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
