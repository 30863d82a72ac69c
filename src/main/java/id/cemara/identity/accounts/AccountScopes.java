package id.cemara.identity.accounts;

import id.cemara.area.Areas;
import id.cemara.identity.IdentityProblem.AreaHasOfficer;
import id.cemara.identity.IdentityProblem.NothingToHandOver;
import id.cemara.identity.audit.Change;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The areas and groups of accounts, each for a period.
@Service
class AccountScopes {

    private final JdbcClient db;
    private final Accounts accounts;
    private final Areas areas;
    private final Clock clock;

    AccountScopes(JdbcClient db, Accounts accounts, Areas areas, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.areas = areas;
        this.clock = clock;
    }

    /// The account's current and past scopes, newest first.
    @Transactional(readOnly = true)
    List<ScopeLine> of(UUID account) {
        return db.sql("""
                select id, area_code, group_id, valid_from, valid_to
                  from identity.account_scopes
                 where account_id = :account
                 order by valid_from desc, area_code
                 limit 200
                """).param("account", account).query(ScopeLine.class).list();
    }

    /// Adds an area to the account's scope.
    @Transactional
    void addScope(String username, String area, @Nullable LocalDate from, @Nullable LocalDate until) {
        AccountSummary account = accounts.managed(username);
        LocalDate first = from == null ? today() : from;
        new Checks().that(account.role() != Role.PARTNER, "area", "no-partner").refuseProblems();
        var checks = new Checks().that(until == null || until.isAfter(first), "until", "after-start");
        checkPlaces(checks, account.role(), List.of(area.strip()), Accounts.manager());
        checks.refuseProblems();
        begin(account.id(), area.strip(), null, first, until);
        accounts.note(
                "account.scope-began",
                account.id(),
                account.areaCode(),
                Map.of("areas", new Change(null, area.strip()), "from", new Change(null, first.toString())));
    }

    /// Ends a scope; today is the first day without it.
    ///
    /// @return the number of links made by the account that became invalid
    @Transactional
    int endScope(String username, UUID scope) {
        AccountSummary account = accounts.managed(username);
        String ended = end(account, scope).orElseThrow(Refused::notFound);
        int links = accounts.endLinks(account);
        Map<String, Change> facts = Accounts.withLinks(Map.of("areas", new Change(ended, null)), links);
        accounts.note("account.scope-ended", account.id(), account.areaCode(), facts);
        return links;
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
        AccountSummary before = accounts.managed(username);
        new Checks().that(!to.isBlank(), "to", "required").refuseProblems();
        hold(before.id(), accounts.managed(to).id());
        AccountSummary after = accounts.find(to);
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
        Map<String, Change> facts = Map.of(
                "areas",
                new Change(null, String.join(", ", places)),
                "officer",
                new Change(before.username(), after.username()));
        accounts.note("account.handed-over", before.id(), before.areaCode(), facts);
        accounts.note("account.handed-over", after.id(), after.areaCode(), facts);
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
    private void hold(UUID... ids) {
        db.sql("select id from identity.accounts where id = any (:ids) order by id for no key update")
                .param("ids", ids)
                .query(UUID.class)
                .list();
    }

    /// Checks that these areas suit the role and lie in the actor's scope.
    void checkPlaces(Checks checks, Role role, List<String> places, Actor.Account actor) {
        boolean isNational = role.isNational();
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
    static String commonArea(List<String> places) {
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

    /// @throws Refused if an area of a field officer has another one on those days
    void begin(
            UUID account, @Nullable String area, @Nullable GroupId group, LocalDate from, @Nullable LocalDate until) {
        try {
            db.sql("""
                    insert into identity.account_scopes (account_id, area_code, group_id, valid_from, valid_to)
                    values (:account, :area, :group, :from, :until)
                    """)
                    .param("account", account)
                    .param("area", area)
                    .param("group", group == null ? null : group.value())
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

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
