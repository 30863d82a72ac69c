package id.cemara.payment.gateway;

import id.cemara.platform.FrequentWork;
import org.springframework.stereotype.Component;

/// Adds up what could not be added up when it came: the first try failed, or the process was killed in between.
@Component
class WaitingWords implements FrequentWork {

    private final Inbox inbox;

    WaitingWords(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "waiting-provider-words";
    }

    @Override
    public void run() {
        inbox.addUpWaiting();
    }
}
