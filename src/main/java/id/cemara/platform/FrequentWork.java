package id.cemara.platform;

/// Work nobody started, once a minute whatever the number of nodes. It runs as a system actor of its name
/// with the scope of the whole country, and may run again after a restart.
public interface FrequentWork {

    /// What it is called, lower case with hyphens.
    String name();

    void run();
}
