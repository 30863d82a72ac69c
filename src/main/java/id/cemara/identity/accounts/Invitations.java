package id.cemara.identity.accounts;

import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.identity.login.Tokens;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.Role;
import id.cemara.shell.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Invites people to accounts below the actor's own, and makes the links with which they set a password.
@Service
public class Invitations {

    static final Duration INVITATION_LIFE = Duration.ofDays(7);
    static final Duration RESET_LIFE = Duration.ofHours(24);

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,39}");
    /// User names that would collide with addresses below `/kerja/akun`.
    private static final Set<String> RESERVED = Set.of("saya", "baru");

    private static final int LONGEST_NAME = 80;

    private final JdbcClient db;
    private final Accounts accounts;
    private final AccountScopes scopes;
    private final AuditTrail audit;
    private final PublicAddress address;
    private final ObjectProvider<ResetDelivery> delivery;
    private final Clock clock;

    Invitations(
            JdbcClient db,
            Accounts accounts,
            AccountScopes scopes,
            AuditTrail audit,
            PublicAddress address,
            ObjectProvider<ResetDelivery> delivery,
            Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.scopes = scopes;
        this.audit = audit;
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

    /// Creates an account without a password, and its invitation link.
    @Transactional
    NewLink invite(Invitation invitation) {
        Actor.Account actor = Accounts.manager();
        List<String> places = Arrays.stream(invitation.areas().split("[\\s,;]+"))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        Role role = invitation.role();
        LocalDate from = invitation.from() == null ? LocalDate.now(clock) : invitation.from();
        var checks = new Checks()
                .that(role != null && Accounts.below(actor.role()).contains(role), "role", "choice")
                .that(role != Role.GROUP_OFFICER, "role", "group-officer")
                .that(invitation.until() == null || invitation.until().isAfter(from), "until", "after-start");
        checkName(checks, invitation.username(), invitation.displayName());
        if (role != null) {
            scopes.checkPlaces(checks, role, places, actor);
        }
        checks.refuseProblems();
        if (role == null) {
            throw new IllegalStateException("checked above");
        }
        String home = places.isEmpty() ? null : AccountScopes.commonArea(places);
        UUID id = insert(role, invitation.username(), invitation.displayName().strip(), home);
        if (role.isNational()) {
            scopes.begin(id, Actor.EVERYWHERE, null, from, invitation.until());
        } else if (role != Role.PARTNER) {
            places.forEach(place -> scopes.begin(id, place, null, from, invitation.until()));
        }
        accounts.note(
                "account.invited",
                id,
                home,
                Map.of("role", new Change(null, role.name()), "areas", new Change(null, String.join(", ", places))));
        return link(id, invitation.username(), "invitation", false);
    }

    /// Creates the account of a group officer. The caller must have read the group within the actor's
    /// scope.
    ///
    /// @param areaCode the group's area
    /// @throws Refused with the fields `username` and `displayName` when they are invalid
    @Transactional
    public NewLink inviteGroupOfficer(GroupId group, String areaCode, String username, String displayName) {
        Accounts.manager();
        var checks = new Checks();
        checkName(checks, username, displayName);
        checks.refuseProblems();
        UUID id = insert(Role.GROUP_OFFICER, username, displayName.strip(), areaCode);
        scopes.begin(id, null, group, LocalDate.now(clock), null);
        audit.add(AuditEntry.of("account.invited", "account", id, areaCode, group)
                .changing(Map.of("role", new Change(null, Role.GROUP_OFFICER.name()))));
        return link(id, username, "invitation", false);
    }

    /// Creates a new invitation or password-reset link; earlier links become invalid.
    ///
    /// @param keepsPasskeys whether passkeys survive the use of the link; otherwise they are removed with
    ///     the old password
    @Transactional
    NewLink newLink(String username, boolean keepsPasskeys) {
        AccountSummary account = accounts.managed(username);
        Map<String, Change> facts =
                account.accepted() ? Map.of("passkeys", new Change(null, keepsPasskeys ? "kept" : "ended")) : Map.of();
        accounts.note("account.link-made", account.id(), account.areaCode(), facts);
        return link(account.id(), username, account.accepted() ? "reset" : "invitation", keepsPasskeys);
    }

    private static void checkName(Checks checks, String username, String displayName) {
        checks.that(USERNAME.matcher(username).matches() && !RESERVED.contains(username), "username", "username")
                .that(!displayName.isBlank(), "displayName", "required")
                .line("displayName", displayName, LONGEST_NAME);
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
                .param("maker", Accounts.manager().id())
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
}
