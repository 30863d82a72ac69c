package id.cemara.identity.accounts;

import id.cemara.area.Areas;
import id.cemara.identity.IdentityProblem.AreaHasOfficer;
import id.cemara.identity.IdentityProblem.NothingToHandOver;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.identity.login.Passkeys;
import id.cemara.identity.login.Tokens;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.Role;
import id.cemara.shell.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Manages the accounts of subordinate roles: an office invites people within its own area, grants and ends
/// their scopes, and resets passwords. The database enforces the same rules ([#below]).
@Service
public class Accounts {

    static final Duration INVITATION_LIFE = Duration.ofDays(7);
    static final Duration RESET_LIFE = Duration.ofHours(24);

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,39}");
    /// User names that would collide with addresses below `/kerja/akun`.
    private static final Set<String> RESERVED = Set.of("saya", "baru");

    private static final int LONGEST_NAME = 80;

    private final JdbcClient db;
    private final Areas areas;
    private final AuditTrail audit;
    private final Passkeys passkeys;
    private final PublicAddress address;
    private final ObjectProvider<ResetDelivery> delivery;
    private final Clock clock;

    Accounts(
            JdbcClient db,
            Areas areas,
            AuditTrail audit,
            Passkeys passkeys,
            PublicAddress address,
            ObjectProvider<ResetDelivery> delivery,
            Clock clock) {
        this.db = db;
        this.areas = areas;
        this.audit = audit;
        this.passkeys = passkeys;
        this.address = address;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// A one-time link, shown once.
    ///
    /// @param link the absolute address
    public record NewLink(String username, String link, Instant expiresAt) {

        /// The WhatsApp address that shares the link, in the sender's language.
        public String whatsApp(Texts texts) {
            return "https://wa.me/?text="
                    + URLEncoder.encode(texts.get("identity.link.message", link), StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "NewLink[" + username + ", " + expiresAt + "]";
        }
    }

    /// A person to invite.
    ///
    /// @param areas codes of the person's areas, separated by spaces or commas; empty for the whole country
    /// @param from the first day; null for today
    /// @param until the day after the last; null for no end
    record Invitation(
            @Nullable Role role,
            String username,
            String displayName,
            String areas,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

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
        boolean isMore = found.size() > size;
        List<AccountSummary> shown = isMore ? found.subList(0, size) : found;
        return new Listing<>(
                shown, isMore ? Cursor.of(shown.getLast().username()).text() : null);
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

    private AccountSummary find(String username) {
        return db.sql(SUMMARY + " where a.username = :username")
                .param("username", username)
                .param("today", today())
                .query(AccountSummary.class)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// The account's current and past scopes, newest first.
    @Transactional(readOnly = true)
    List<ScopeLine> scopes(UUID account) {
        return db.sql("""
                select id, area_code, group_id, valid_from, valid_to
                  from identity.account_scopes
                 where account_id = :account
                 order by valid_from desc, area_code
                 limit 200
                """).param("account", account).query(ScopeLine.class).list();
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

    /// Creates an account without a password, and its invitation link.
    @Transactional
    NewLink invite(Invitation invitation) {
        Actor.Account actor = manager();
        List<String> places = Arrays.stream(invitation.areas().split("[\\s,;]+"))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        Role role = invitation.role();
        LocalDate from = invitation.from() == null ? today() : invitation.from();
        var checks = new Checks()
                .that(role != null && below(actor.role()).contains(role), "role", "choice")
                .that(role != Role.GROUP_OFFICER, "role", "group-officer")
                .that(invitation.until() == null || invitation.until().isAfter(from), "until", "after-start");
        checkName(checks, invitation.username(), invitation.displayName());
        if (role != null) {
            checkPlaces(checks, role, places, actor);
        }
        checks.refuseProblems();
        if (role == null) {
            throw new IllegalStateException("checked above");
        }
        boolean isNational = role == Role.NATIONAL_OFFICE || role == Role.ADMINISTRATOR;
        String home = places.isEmpty() ? null : commonArea(places);
        UUID id = insert(role, invitation.username(), invitation.displayName().strip(), home);
        if (isNational) {
            begin(id, Actor.EVERYWHERE, null, from, invitation.until());
        } else if (role != Role.PARTNER) {
            places.forEach(place -> begin(id, place, null, from, invitation.until()));
        }
        note("account.invited", id, home, Map.of("role", new Change(null, role.name()), "areas", areas(places)), null);
        return link(id, invitation.username(), "invitation");
    }

    /// Creates the account of a group officer. The caller must have read the group within the actor's
    /// scope.
    ///
    /// @param areaCode the group's area
    /// @throws Refused with the fields `username` and `displayName` when they are invalid
    @Transactional
    public NewLink inviteGroupOfficer(UUID group, String areaCode, String username, String displayName) {
        manager();
        var checks = new Checks();
        checkName(checks, username, displayName);
        checks.refuseProblems();
        UUID id = insert(Role.GROUP_OFFICER, username, displayName.strip(), areaCode);
        begin(id, null, group, today(), null);
        audit.add(new AuditEntry(
                "account.invited",
                "account",
                id,
                areaCode,
                group,
                null,
                Map.of("role", new Change(null, Role.GROUP_OFFICER.name())),
                Map.of(),
                null));
        return link(id, username, "invitation");
    }

    /// Creates a new invitation or password-reset link; earlier links become invalid.
    ///
    /// @param keepsPasskeys whether passkeys survive the use of the link; otherwise they are removed with
    ///     the old password
    @Transactional
    NewLink newLink(String username, boolean keepsPasskeys) {
        AccountSummary account = managed(username);
        Map<String, Change> facts =
                account.accepted() ? Map.of("passkeys", new Change(null, keepsPasskeys ? "kept" : "ended")) : Map.of();
        note("account.link-made", account.id(), account.areaCode(), facts, null);
        return link(account.id(), username, account.accepted() ? "reset" : "invitation", keepsPasskeys);
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
            note("account.passkey-removed", account.id(), account.areaCode(), Map.of(), null);
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
        note("account.disabled", account.id(), account.areaCode(), withLinks(Map.of(), links), null);
        return links;
    }

    /// Allows the account to log in again.
    @Transactional
    void enable(String username) {
        AccountSummary account = managed(username);
        update(account, "disabled_at = null");
        note("account.enabled", account.id(), account.areaCode(), Map.of(), null);
    }

    private void update(AccountSummary account, String change) {
        db.sql("update identity.accounts set " + change + " where id = :id and :now::timestamptz is not null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", account.id())
                .update();
    }

    /// Adds an area to the account's scope.
    @Transactional
    void addScope(String username, String area, @Nullable LocalDate from, @Nullable LocalDate until) {
        AccountSummary account = managed(username);
        LocalDate first = from == null ? today() : from;
        new Checks().that(account.role() != Role.PARTNER, "area", "no-partner").refuseProblems();
        var checks = new Checks().that(until == null || until.isAfter(first), "until", "after-start");
        checkPlaces(checks, account.role(), List.of(area.strip()), manager());
        checks.refuseProblems();
        begin(account.id(), area.strip(), null, first, until);
        note(
                "account.scope-began",
                account.id(),
                account.areaCode(),
                Map.of("areas", new Change(null, area.strip()), "from", new Change(null, first.toString())),
                null);
    }

    /// Ends a scope; today is the first day without it.
    ///
    /// @return the number of links made by the account that became invalid
    @Transactional
    int endScope(String username, UUID scope) {
        AccountSummary account = managed(username);
        String ended = end(account, scope).orElseThrow(Refused::notFound);
        int links = endLinks(account);
        Map<String, Change> facts = withLinks(Map.of("areas", new Change(ended, null)), links);
        note("account.scope-ended", account.id(), account.areaCode(), facts, null);
        return links;
    }

    /// Invalidates the links that the account made and would no longer be allowed to make.
    private int endLinks(AccountSummary maker) {
        return db.sql("select identity.end_links_of(:maker, :now, :today)")
                .param("maker", maker.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("today", today())
                .query(Integer.class)
                .single();
    }

    private static Map<String, Change> withLinks(Map<String, Change> facts, int links) {
        if (links == 0) {
            return facts;
        }
        Map<String, Change> all = new HashMap<>(facts);
        all.put("links", new Change(Integer.toString(links), "0"));
        return all;
    }

    private Optional<String> end(AccountSummary account, UUID scope) {
        return db.sql("""
                update identity.account_scopes
                   set valid_to = greatest(valid_from, :today)
                 where id = :scope and account_id = :account and (valid_to is null or valid_to > :today)
                returning coalesce(area_code, group_id::text, agency_id::text)
                """)
                .param("today", today())
                .param("scope", scope)
                .param("account", account.id())
                .query(String.class)
                .optional();
    }

    /// Transfers all open scopes of a field officer to another from today, in one transaction: no village
    /// is ever without an officer or with two.
    ///
    /// @throws Refused when either is not an active field officer, or the first has no open scope
    @Transactional
    void handOver(String username, String to) {
        AccountSummary before = managed(username);
        new Checks().that(!to.isBlank(), "to", "required").refuseProblems();
        hold(before.id(), managed(to).id());
        AccountSummary after = find(to);
        new Checks()
                .that(before.role() == Role.FIELD_OFFICER, "username", "field-officer")
                .that(after.role() == Role.FIELD_OFFICER && !after.disabled(), "to", "field-officer")
                .that(!before.id().equals(after.id()), "to", "another-officer")
                .refuseProblems();
        List<String> places = new ArrayList<>();
        for (ScopeLine scope : openAreas(before.id())) {
            String area = scope.areaCode();
            if (area != null && end(before, scope.id()).isPresent()) {
                LocalDate from = scope.validFrom().isAfter(today()) ? scope.validFrom() : today();
                begin(after.id(), area, null, from, scope.validTo());
                places.add(area);
            }
        }
        if (places.isEmpty()) {
            throw new Refused(new NothingToHandOver());
        }
        Map<String, Change> facts =
                Map.of("areas", areas(places), "officer", new Change(before.username(), after.username()));
        note("account.handed-over", before.id(), before.areaCode(), facts, null);
        note("account.handed-over", after.id(), after.areaCode(), facts, null);
    }

    /// All current and future area scopes of the account.
    private List<ScopeLine> openAreas(UUID account) {
        return db.sql("""
                select id, area_code, group_id, valid_from, valid_to
                  from identity.account_scopes
                 where account_id = :account and area_code is not null and (valid_to is null or valid_to > :today)
                 order by area_code, valid_from
                """)
                .param("account", account)
                .param("today", today())
                .query(ScopeLine.class)
                .list();
    }

    /// Locks the accounts in id order, so that hand-overs of the same scopes run one after the other.
    private void hold(UUID... accounts) {
        db.sql("select id from identity.accounts where id = any (:ids) order by id for no key update")
                .param("ids", accounts)
                .query(UUID.class)
                .list();
    }

    private AccountSummary managed(String username) {
        manager();
        AccountSummary account = find(username);
        if (!isManaged(account)) {
            throw new Refused(new RequestProblem.NotAllowed());
        }
        return account;
    }

    private static Actor.Account manager() {
        Permission.MANAGE_ACCOUNTS.require();
        return CurrentActor.get().account().orElseThrow();
    }

    private static void checkName(Checks checks, String username, String displayName) {
        checks.that(USERNAME.matcher(username).matches() && !RESERVED.contains(username), "username", "username")
                .that(!displayName.isBlank(), "displayName", "required")
                .line("displayName", displayName, LONGEST_NAME);
    }

    private void checkPlaces(Checks checks, Role role, List<String> places, Actor.Account actor) {
        boolean isNational = role == Role.NATIONAL_OFFICE || role == Role.ADMINISTRATOR;
        checks.that(isNational == places.isEmpty(), "areas", isNational ? "no-area" : "areas");
        for (String place : places) {
            Optional<AreaCode> code = AreaCode.parse(place);
            checks.that(
                    code.isPresent()
                            && fits(role, code.get())
                            && areas.find(code.get()).isPresent(),
                    "areas",
                    "areas");
            checks.that(
                    code.isEmpty() || actor.areas().stream().anyMatch(own -> contains(own, code.get())),
                    "areas",
                    "area-in-scope");
        }
    }

    private static boolean fits(Role role, AreaCode code) {
        return switch (role) {
            case PROVINCIAL_OFFICE -> code.depth() == 1;
            case DISTRICT_OFFICE -> code.depth() == 2;
            case FIELD_OFFICER, GROUP_OFFICER -> code.depth() >= 3;
            case PARTNER -> true;
            case NATIONAL_OFFICE, ADMINISTRATOR -> false;
        };
    }

    private static boolean contains(String own, AreaCode code) {
        return own.equals(Actor.EVERYWHERE) || new AreaCode(own).contains(code);
    }

    /// The smallest area that contains all of these.
    private static String commonArea(List<String> places) {
        AreaCode common = new AreaCode(places.getFirst());
        for (String place : places) {
            while (!common.contains(new AreaCode(place))) {
                Optional<AreaCode> above = common.parent();
                if (above.isEmpty()) {
                    return places.getFirst();
                }
                common = above.get();
            }
        }
        return common.value();
    }

    private UUID insert(Role role, String username, String displayName, @Nullable String home) {
        UUID id = UUID.randomUUID();
        int inserted = db.sql("""
                insert into identity.accounts (id, username, display_name, role, area_code)
                values (:id, :username, :name, :role, :home)
                    on conflict (username) do nothing
                """)
                .param("id", id)
                .param("username", username)
                .param("name", displayName)
                .param("role", role.name())
                .param("home", home)
                .update();
        if (inserted == 0) {
            throw Refused.field("username", "username-free");
        }
        return id;
    }

    private void begin(
            UUID account, @Nullable String area, @Nullable UUID group, LocalDate from, @Nullable LocalDate until) {
        try {
            db.sql("""
                    insert into identity.account_scopes (account_id, area_code, group_id, valid_from, valid_to)
                    values (:account, :area, :group, :from, :until)
                    """)
                    .param("account", account)
                    .param("area", area)
                    .param("group", group)
                    .param("from", from)
                    .param("until", until)
                    .update();
        } catch (DataIntegrityViolationException e) {
            if (area != null
                    && e.getMostSpecificCause() instanceof SQLException cause
                    && "23P01".equals(cause.getSQLState())) {
                throw new Refused(new AreaHasOfficer(area));
            }
            throw e;
        }
    }

    private NewLink link(UUID account, String username, String kind) {
        return link(account, username, kind, false);
    }

    private NewLink link(UUID account, String username, String kind, boolean keepsPasskeys) {
        String value = Tokens.randomValue();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(kind.equals("reset") ? RESET_LIFE : INVITATION_LIFE);
        db.sql("update identity.account_links set used_at = :now where account_id = :account and used_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", account)
                .update();
        int made = db.sql("""
                insert into identity.account_links (id, account_id, kind, hash, made_at, expires_at, keeps_passkeys,
                                                    made_by, made_epoch)
                select :id, :account, :kind, :hash, :now, :expires, :keeps, m.id, m.log_in_epoch
                  from identity.accounts m
                 where m.id = :maker and m.disabled_at is null
                """)
                .param("id", UUID.randomUUID())
                .param("account", account)
                .param("maker", manager().id())
                .param("kind", kind)
                .param("hash", Tokens.hash(value))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .param("keeps", keepsPasskeys)
                .update();
        if (made == 0) { // disabled since the request began
            throw new Refused(new RequestProblem.NotAllowed());
        }
        String link = address.url() + "/undangan/" + value;
        if (kind.equals("reset")) {
            delivery.ifAvailable(way -> way.deliver(account, link));
        }
        return new NewLink(username, link, expires);
    }

    private void note(
            String action, UUID account, @Nullable String area, Map<String, Change> facts, @Nullable String reason) {
        audit.add(new AuditEntry(action, "account", account, area, null, null, facts, Map.of(), reason));
    }

    private static Change areas(List<String> places) {
        return new Change(null, String.join(", ", places));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
