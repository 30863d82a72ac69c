package id.cemara.platform;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The installation's public address. Absolute links and the check of a form's origin use it, never the
/// Host header, which the caller controls.
@Component
public class PublicAddress {

    private final Settings settings;
    private volatile int port;

    PublicAddress(Settings settings) {
        this.settings = settings;
    }

    @EventListener
    void opened(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) { // not the actuator's server
            port = event.getWebServer().getPort();
        }
    }

    /// The absolute address without a trailing slash.
    public String url() {
        String set = settings.publicAddress().url();
        return set == null || set.isBlank() ? "http://localhost:" + port : set.replaceAll("/+$", "");
    }

    /// Whether the public address uses https.
    public boolean isSecure() {
        String set = settings.publicAddress().url();
        return set != null && set.startsWith("https://");
    }

    /// Whether the origin (the browser's header `Origin`) is this installation. Without a configured
    /// address `localhost`, `127.0.0.1` and `[::1]` are accepted.
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
