package id.cemara.platform.jobs;

/// Reports the progress of work.
public interface Progress {

    /// Ignores progress and never cancels: for work short enough to run synchronously.
    Progress UNWATCHED = (done, total) -> {};

    /// Reports progress. May be called often: it is recorded at intervals, in a separate transaction.
    ///
    /// @throws JobCancelled when the work must stop here
    void step(long done, long total);
}
