package id.cemara.e2e;

import id.cemara.CemaraTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test of the whole application with a browser; its methods may have a parameter of type [Windows].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CemaraTest
@ExtendWith(Windows.Opener.class)
@interface BrowserTest {}
