package id.cemara.platform;

/// Timeouts of the application's SQL statements, including waits for locks. PostgreSQL does not notice that a client
/// hung up, so without a timeout an abandoned statement would run to its end. On timeout the statement fails with
/// [DatabaseFault#CANCELLED]. When rows are fetched in batches, each batch counts separately.
public final class StatementTimeout {

    /// For requests: far above the slowest of them with 100,000 groups on busy processors.
    public static final String OF_A_REQUEST = "2min";

    /// For jobs and recurring work: the nightly search for duplicates is one statement over all groups.
    static final String OF_BACKGROUND_WORK = "1h";

    private static final ScopedValue<Boolean> BACKGROUND = ScopedValue.newInstance();

    private StatementTimeout() {}

    /// Runs the work so that its transactions get the longer timeout.
    public static void inBackground(Runnable work) {
        ScopedValue.where(BACKGROUND, true).run(work);
    }

    static boolean isBackground() {
        return BACKGROUND.orElse(false);
    }
}
