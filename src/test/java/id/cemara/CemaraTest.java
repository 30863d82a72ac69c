package id.cemara;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// A test of the whole application, listening on a port of its own, on a database of its own that holds the Bengkulu
/// sample. Tests of this kind share one application, so they leave the data as they found them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnSampleDatabase.class)
public @interface CemaraTest {}
