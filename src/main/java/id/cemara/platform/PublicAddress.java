package id.cemara.platform;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// How the world reaches this installation. Absolute links are made from it and forms must come from it, never from the
/// Host header, which a caller chooses.
@Component
public class PublicAddress {

    private final Settings settings;
    private volatile int port;

    PublicAddress(Settings settings) {
        this.settings = settings;
    }

    @EventListener
    void opened(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) { // not the one of the actuator
            port = event.getWebServer().getPort();
        }
    }

    /// The absolute address without a slash at its end.
    public String url() {
        String set = settings.publicAddress().url();
        return set == null || set.isBlank() ? "http://localhost:" + port : set.replaceAll("/+$", "");
    }

    /// Whether the world reaches this installation by https.
    public boolean isSecure() {
        String set = settings.publicAddress().url();
        return set != null && set.startsWith("https://");
    }

    /// Whether a form may come from this origin, as the browser names it in the header `Origin`. Without a public
    /// address both names of this machine count.
    public boolean isOwn(String origin) {
        String set = settings.publicAddress().url();
        if (set == null || set.isBlank()) {
            return Set.of("http://localhost:" + port, "http://127.0.0.1:" + port, "http://[::1]:" + port)
                    .contains(origin);
        }
        URI own = URI.create(url());
        String port = own.getPort() < 0 ? "" : ":" + own.getPort();
        return origin.equals(own.getScheme() + "://" + own.getHost() + port);
    }
}
