package id.cemara.platform.jobs;

import java.util.UUID;

/// The implementation of one kind of job. A job may be killed and started again from the beginning at any
/// moment, so partial results must be harmless: preferably it writes in one transaction.
public interface JobWork {

    /// The kind of job, lower case with hyphens.
    String kind();

    /// Runs the job as the account that started it.
    ///
    /// @throws JobCancelled from a progress step; the implementation must not catch it, so that its
    ///     transaction rolls back
    void run(UUID job, UUID subject, Progress progress);
}
