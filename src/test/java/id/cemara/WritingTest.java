package id.cemara;

import id.cemara.TestDatabases.Content;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole application that changes data. Tests of this kind share one application on a sample
/// of their own, so each works with groups it registered itself and relies on no count of others.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = WritingTest.OnOwnSample.class)
public @interface WritingTest {

    /// A sample to write to.
    final class OnOwnSample extends OnTestDatabase {

        public OnOwnSample() {
            super(Content.SAMPLE);
        }
    }
}
