package id.cemara.platform;

import java.util.UUID;

/// What a kind of job does. A job may be killed and begun again from the start at any moment, so what it leaves behind
/// half-done must do no harm: best it changes things in one transaction.
public interface JobWork {

    /// The kind of the jobs it does, lower case with hyphens.
    String kind();

    /// Does the job as the account that started it.
    ///
    /// @throws JobCancelled when a step of the progress said so; work lets it pass, and its transaction rolls back
    void run(UUID job, UUID subject, Progress progress);
}
