package id.cemara.platform.start;

import java.util.Optional;

/// A line that a module adds to the console output once the application is ready.
public interface StartNotice {

    /// The line; empty for none.
    Optional<String> line();
}
