package id.cemara.platform.jobs;

/// Recurring work, once a minute on one of the nodes. It runs as a system actor of its name with the whole
/// country as scope, and may run twice after a restart.
public interface FrequentWork {

    /// A unique name, lower case with hyphens.
    String name();

    void run();
}
