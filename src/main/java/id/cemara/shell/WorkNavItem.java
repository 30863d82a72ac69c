package id.cemara.shell;

import id.cemara.shared.Role;
import java.util.Set;

/// An entry of the work space's navigation, contributed by the module whose page it leads to.
///
/// @param order lower comes first
/// @param path the address of the page
/// @param label the message key of its name
/// @param roles who sees it
public record WorkNavItem(int order, String path, String label, Set<Role> roles) {

    public WorkNavItem {
        roles = Set.copyOf(roles);
    }
}
