package id.cemara;

import id.cemara.TestDatabases.Content;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole application that changes data. These tests share one application and sample: each
/// registers its own groups and must not rely on totals.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = WritingTest.OnOwnSample.class)
public @interface WritingTest {

    final class OnOwnSample extends OnTestDatabase {

        public OnOwnSample() {
            super(Content.SAMPLE);
        }
    }
}
