package id.cemara.shell.errors;

import id.cemara.shared.Problem;
import java.sql.SQLException;
import java.util.Optional;

/// Translates a constraint violation into a problem of the module that owns the rule. Needed when no Java
/// check refused the request first.
public interface DatabaseRefusal {

    /// The problem; empty when the violated rule is not this module's.
    Optional<Problem> of(SQLException cause);
}
