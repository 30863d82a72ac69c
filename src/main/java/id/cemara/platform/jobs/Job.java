package id.cemara.platform.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Long-running work started by a person. It refers to its subject by id and holds no personal data.
///
/// @param kind selects the [JobWork]
/// @param subject what the job is about; its meaning depends on the kind
/// @param account the account that started it, and as which it runs
/// @param done completed steps out of `total`; 0 before it began
/// @param total the number of steps; 0 while unknown
/// @param note the reason of a failure, as a problem code or an error number of the log; otherwise null
/// @param cancelAsked whether it was asked to stop at its next step
/// @param finishedAt null until it has ended
public record Job(
        UUID id,
        String kind,
        UUID subject,
        UUID account,
        JobState state,
        long done,
        long total,
        @Nullable String note,
        boolean cancelAsked,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
