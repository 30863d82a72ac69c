package id.cemara.identity;

import static id.cemara.shared.Role.ADMINISTRATOR;
import static id.cemara.shared.Role.DISTRICT_OFFICE;
import static id.cemara.shared.Role.FIELD_OFFICER;
import static id.cemara.shared.Role.GROUP_OFFICER;
import static id.cemara.shared.Role.NATIONAL_OFFICE;
import static id.cemara.shared.Role.PARTNER;
import static id.cemara.shared.Role.PROVINCIAL_OFFICE;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shared.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// What a role may do. Where it may do so is no question of these: the database shows and takes only what lies in the
/// actor's scope, and what it does not show is not there (404).
public enum Permission {
    REGISTER_GROUPS(FIELD_OFFICER, DISTRICT_OFFICE),
    EDIT_GROUPS(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE),
    REVIEW_GROUPS(DISTRICT_OFFICE),
    MERGE_GROUPS(DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    MOVE_GROUPS(DISTRICT_OFFICE),
    SEE_MEMBERS(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    SEE_FULL_IDENTITY(FIELD_OFFICER, DISTRICT_OFFICE),
    KEEP_FAMILY_PLANNING(FIELD_OFFICER, DISTRICT_OFFICE),
    ASSESS_GROUPS(FIELD_OFFICER),
    EDIT_PERMITS(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE),
    SELL(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE),
    CHECK_PAYMENT_CODES(FIELD_OFFICER, DISTRICT_OFFICE),
    CHECK_GATEWAY(DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    IMPORT_GROUPS(FIELD_OFFICER, DISTRICT_OFFICE),
    IMPORT_FIGURES(PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    MANAGE_ACCOUNTS(DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, ADMINISTRATOR),
    SEE_AUDIT(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, ADMINISTRATOR),
    /// To see what a scope holds. A partner sees what is public and answers for nothing.
    SEE_RECORDS(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, ADMINISTRATOR),
    USE_WORK_SPACE(
            GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, PARTNER, ADMINISTRATOR);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = EnumSet.copyOf(Arrays.asList(roles));
    }

    /// The roles that may.
    public Set<Role> roles() {
        return EnumSet.copyOf(roles);
    }

    /// Whether the actor's role may. Nobody without an account may.
    public boolean allows(Actor actor) {
        return actor.account().filter(account -> roles.contains(account.role())).isPresent();
    }

    /// Goes on when the current actor may.
    ///
    /// @throws Refused with the request to log in when nobody is logged in, else with the role's limit
    public void require() {
        Actor actor = CurrentActor.get();
        if (actor.account().isEmpty()) {
            throw new Refused(new RequestProblem.LogInNeeded());
        }
        if (!allows(actor)) {
            throw new Refused(new RequestProblem.NotAllowed());
        }
    }
}
