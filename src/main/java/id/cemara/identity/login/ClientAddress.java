package id.cemara.identity.login;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Determines the client's IP address. Forwarding headers are trusted only from the proxies in
/// `CEMARA_TRUSTED_PROXIES` (addresses separated by commas).
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ClientAddress {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(
            @Value("${cemara.trusted-proxies:}") String proxies) {
        return factory -> {
            if (!proxies.isBlank()) {
                factory.addEngineValves(valve(proxies));
            }
        };
    }

    private static RemoteIpValve valve(String proxies) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(Arrays.stream(proxies.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }
}
