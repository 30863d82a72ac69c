package id.cemara.payment.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import id.cemara.Cemara;
import id.cemara.OnTestDatabase;
import id.cemara.TestDatabases.Content;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole application with Midtrans turned on for Wanita Mandiri in Lebong and Cemara Indah, and a server
/// in Midtrans' place that gives recorded answers. Tests of this kind share one application.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = MidtransTest.OnMidtrans.class)
@interface MidtransTest {

    /// In Midtrans' place.
    WireMockServer MIDTRANS =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    /// Groups whose money the account takes, and a number that is no group: somebody mistyped it.
    String GROUPS = "17.07-0012,17.71-0004,17.07-9999";

    /// A sample to write to, and where Midtrans is.
    final class OnMidtrans extends OnTestDatabase {

        public OnMidtrans() {
            super(Content.SAMPLE);
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            super.initialize(context);
            MIDTRANS.start();
            String address = "http://127.0.0.1:" + MIDTRANS.port();
            TestPropertyValues.of(
                            "cemara.payment.midtrans.server-key=" + Sent.KEY,
                            "cemara.payment.midtrans.groups=" + GROUPS,
                            "cemara.payment.midtrans.pages=" + address,
                            "cemara.payment.midtrans.api=" + address,
                            "cemara.payment.midtrans.timeout=4s")
                    .applyTo(context);
        }
    }
}
