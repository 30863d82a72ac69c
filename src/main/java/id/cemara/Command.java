package id.cemara;

import java.util.List;

/// A command of the launcher that other sources of the jar add, found by [java.util.ServiceLoader].
public interface Command {

    /// What the launcher is asked for, such as `generate`.
    String name();

    /// Runs the command.
    ///
    /// @param options what followed the name
    /// @return the exit status of the process
    /// @throws id.cemara.platform.CannotStart when an option cannot be read
    int run(List<String> options);
}
