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

/// A test of the whole application with Midtrans enabled for Wanita Mandiri in Lebong and Cemara Indah, and
/// a stub server with recorded answers. These tests share one application.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = MidtransTest.OnMidtrans.class)
@interface MidtransTest {

    /// The stub of Midtrans.
    WireMockServer MIDTRANS =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    /// The groups of the merchant account, and a mistyped number without a group.
    String GROUPS = "17.07-0012,17.71-0004,17.07-9999";

    /// A sample of its own, and the stub's address.
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
                            "cemara.payment.midtrans.server-key=" + TestNotification.KEY,
                            "cemara.payment.midtrans.groups=" + GROUPS,
                            "cemara.payment.midtrans.pages=" + address,
                            "cemara.payment.midtrans.api=" + address,
                            "cemara.payment.midtrans.timeout=4s")
                    .applyTo(context);
        }
    }
}
