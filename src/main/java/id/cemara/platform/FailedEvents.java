package id.cemara.platform;

import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.stereotype.Component;

/// Tells listeners again what they could not take, such as one that met a deadlock; a restart alone would
/// tell them too. What fails again and again is left for a restart and for whoever reads the log.
@Component
class FailedEvents implements FrequentWork {

    private static final int MOST_ATTEMPTS = 10;

    private final FailedEventPublications failed;

    FailedEvents(FailedEventPublications failed) {
        this.failed = failed;
    }

    @Override
    public String name() {
        return "failed-events";
    }

    @Override
    public void run() {
        failed.resubmit(ResubmissionOptions.defaults()
                .withFilter(publication -> publication.getCompletionAttempts() < MOST_ATTEMPTS));
    }
}
