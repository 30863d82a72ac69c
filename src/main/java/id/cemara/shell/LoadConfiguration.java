package id.cemara.shell;

import java.time.Duration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the bounds on load into the container; see docs/operations.md for what they add up to.
@Configuration(proxyBeanMethods = false)
class LoadConfiguration {

    /// Linux sends a whole page from here, so a reader who takes it slowly keeps nothing of ours.
    private static final int SEND_BUFFER = 256 * 1024;

    private static final int READ_BUFFER = 4 * 1024;

    /// How long a body may pause.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedLoad(
            RequestsAtWork atWork, UnavailableAnswers unavailable, ApplicationAvailability availability) {
        return factory -> {
            factory.setProtocol(BoundedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers((TomcatProtocolHandlerCustomizer<BoundedProtocol>) protocol -> {
                protocol.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER));
                protocol.setProperty("socket.appReadBufSize", Integer.toString(READ_BUFFER));
                protocol.setDisableUploadTimeout(false);
                protocol.setConnectionUploadTimeout(Math.toIntExact(PAUSE.toMillis()));
                protocol.slowDownWhen(atWork::isFull);
            });
            factory.addEngineValves(new LoadValve(atWork, unavailable, availability));
        };
    }
}
