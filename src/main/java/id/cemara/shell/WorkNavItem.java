package id.cemara.shell;

import id.cemara.shared.Role;
import java.util.Set;

/// An entry of the work space's navigation, contributed by the module that owns the page.
///
/// @param order ascending
/// @param path the address of the page
/// @param label the message key of its name
/// @param roles the roles that see it
public record WorkNavItem(int order, String path, String label, Set<Role> roles) {

    public WorkNavItem {
        roles = Set.copyOf(roles);
    }
}
