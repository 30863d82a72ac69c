package id.cemara.platform.jobs;

/// Recurring work, once a night on one of the nodes. It runs as a system actor of its name with the whole
/// country as scope, and may run twice after a restart.
public interface NightlyWork {

    /// A unique name, lower case with hyphens.
    String name();

    void run();
}
