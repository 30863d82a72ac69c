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

/// The permissions of roles. Where a role may act is not decided here: row-level security limits reads and
/// writes to the actor's scope, and what it hides does not exist for the actor (404).
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
    /// To be shown lists of what the groups in scope must attend to: products, permits that end.
    FOLLOW_UP(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE),
    HIDE_REVIEWS(DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    KEEP_COURIER_RULES(PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    KEEP_PROTECTION_CONTACT(NATIONAL_OFFICE, ADMINISTRATOR),
    IMPORT_GROUPS(FIELD_OFFICER, DISTRICT_OFFICE),
    IMPORT_FIGURES(PROVINCIAL_OFFICE, NATIONAL_OFFICE),
    MANAGE_ACCOUNTS(DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, ADMINISTRATOR),
    SEE_AUDIT(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, ADMINISTRATOR),
    /// To see the records in a scope. A partner sees only public data and has no scope.
    SEE_RECORDS(GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, ADMINISTRATOR),
    USE_WORK_SPACE(
            GROUP_OFFICER, FIELD_OFFICER, DISTRICT_OFFICE, PROVINCIAL_OFFICE, NATIONAL_OFFICE, PARTNER, ADMINISTRATOR);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = EnumSet.copyOf(Arrays.asList(roles));
    }

    /// The roles with this permission.
    public Set<Role> roles() {
        return EnumSet.copyOf(roles);
    }

    /// Whether the actor's role has this permission; false for an actor without an account.
    public boolean allows(Actor actor) {
        return actor.account().filter(account -> roles.contains(account.role())).isPresent();
    }

    /// Whether the current actor has this permission.
    public boolean isGranted() {
        return allows(CurrentActor.get());
    }

    /// Requires this permission of the current actor.
    ///
    /// @throws Refused with a request to log in when nobody is logged in, otherwise as not allowed
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
