package id.cemara.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/// Every other test trusts its own machine as a proxy; nobody is trusted where the operator names none.
class ClientAddressTests {

    @Test
    void headers_of_proxies_are_read_only_where_the_operator_names_one() {
        assertThat(valves("")).isEmpty();
        assertThat(valves(" ")).isEmpty();
        assertThat(valves("10.0.0.1, 10.0.0.2")).singleElement().isInstanceOfSatisfying(RemoteIpValve.class, valve -> {
            assertThat("10.0.0.2").matches(valve.getInternalProxies());
            assertThat("10.0.0.3").doesNotMatch(valve.getInternalProxies());
            assertThat("10x0.0.1").doesNotMatch(valve.getInternalProxies());
        });
    }

    private static Iterable<?> valves(String proxies) {
        var factory = new TomcatServletWebServerFactory();
        new ClientAddress().trustedProxies(proxies).customize(factory);
        return factory.getEngineValves();
    }
}
