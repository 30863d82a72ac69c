package id.cemara.platform;

import java.util.Optional;

/// A line that a module adds to what the console says when everything is ready.
public interface StartNotice {

    /// The line, empty when there is nothing to say.
    Optional<String> line();
}
