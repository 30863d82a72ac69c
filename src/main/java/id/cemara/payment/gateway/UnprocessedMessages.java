package id.cemara.payment.gateway;

import id.cemara.platform.jobs.FrequentWork;
import org.springframework.stereotype.Component;

/// Processes stored provider messages whose first processing failed or was interrupted by a kill.
@Component
record UnprocessedMessages(Inbox inbox) implements FrequentWork {

    @Override
    public String name() {
        return "waiting-provider-words";
    }

    @Override
    public void run() {
        inbox.addUpWaiting();
    }
}
