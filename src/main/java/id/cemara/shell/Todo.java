package id.cemara.shell;

import java.util.List;

/// Open tasks of the current actor in the work space; contributed by modules, shown by home.
public interface Todo {

    /// Ascending.
    int order();

    /// The actor's open tasks, a few lines at most; runs one query.
    List<Item> items();

    /// One task.
    ///
    /// @param sentence what it is and what to do
    /// @param path where to do it
    record Item(String sentence, String path) {}
}
