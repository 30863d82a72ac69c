package id.cemara.shell;

import id.cemara.shared.Problem;
import java.sql.SQLException;
import java.util.Optional;

/// The words for what the database itself refused, from the module whose rule it is: for a request that no check of
/// ours stopped before.
public interface DatabaseRefusal {

    /// The problem; empty when it is no rule of this module.
    Optional<Problem> of(SQLException cause);
}
