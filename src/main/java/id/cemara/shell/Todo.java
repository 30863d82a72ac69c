package id.cemara.shell;

import java.util.List;

/// What waits for somebody in the work space; contributed by modules, composed by home.
public interface Todo {

    /// Lower comes first.
    int order();

    /// What waits for the current actor, at most a handful of lines; one query.
    List<Item> items();

    /// One thing that waits.
    ///
    /// @param sentence what it is and what to do
    /// @param path where it is done
    record Item(String sentence, String path) {}
}
