package id.cemara.shell.requests;

import id.cemara.shell.errors.UnavailableAnswers;
import java.time.Duration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Installs the load limits in the container; docs/operations.md shows their sum.
@Configuration(proxyBeanMethods = false)
class LoadConfiguration {

    /// In bytes. Large enough for a whole page, so that the kernel sends it and a slow reader occupies none
    /// of our memory.
    private static final int SEND_BUFFER = 256 * 1024;

    private static final int READ_BUFFER = 4 * 1024;

    /// The longest pause within a body.
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
