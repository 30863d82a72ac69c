package id.cemara.platform.jobs;

import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.stereotype.Component;

/// Resubmits events whose listener failed, for instance on a deadlock, without waiting for a restart. After
/// ten attempts an event is left to the next restart and to the operator.
@Component
record FailedEvents(FailedEventPublications failed) implements FrequentWork {

    private static final int MOST_ATTEMPTS = 10;

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
