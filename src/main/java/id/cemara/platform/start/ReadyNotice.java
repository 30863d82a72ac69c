package id.cemara.platform.start;

import id.cemara.platform.PublicAddress;
import id.cemara.platform.Settings;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Prints the address, the sample's log-in and the start-up time on the console.
@Component
record ReadyNotice(PublicAddress address, Settings settings, ObjectProvider<StartNotice> notices) {

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext)) {
            return;
        }
        System.out.println("open      " + address.url());
        notices.stream().flatMap(notice -> notice.line().stream()).forEach(System.out::println);
        System.out.println("data      " + settings.data());
        System.out.printf(Locale.ROOT, "ready in %.1f s%n", (System.currentTimeMillis() - launchedAt()) / 1000.0);
    }

    /// When the launcher was started, in epoch milliseconds; without a launcher, when the process began.
    private static long launchedAt() {
        String told = System.getenv("CEMARA_LAUNCHED_AT");
        return told != null && told.matches("\\d{13}")
                ? Long.parseLong(told)
                : ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
