package id.cemara.platform;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A piece of long work that a person started. It names its subject by id and holds no personal data.
///
/// @param kind which [JobWork] does it
/// @param subject what it is about, as the kind understands it
/// @param account who started it, and as whom it runs
/// @param done how much is done, of `total`; 0 before it began
/// @param total how much there is to do; 0 while nobody knows
/// @param note why it failed, as the code of a problem or the number of an error in the log; null otherwise
/// @param cancelAsked whether it shall stop at its next step
/// @param finishedAt null until it is over
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
