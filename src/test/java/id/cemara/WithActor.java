package id.cemara;

import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Runs a test as a role in an area: `@WithActor(role = FIELD_OFFICER, area = "17.05")`.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithActor.Interceptor.class)
public @interface WithActor {

    Role role();

    /// An area code or `*` for the whole country; empty for none.
    String area() default "";

    /// Runs the test method as the actor.
    class Interceptor implements InvocationInterceptor {

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
                throws Throwable {
            WithActor as = AnnotationSupport.findAnnotation(method.getExecutable(), WithActor.class)
                    .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithActor.class))
                    .orElseThrow();
            CurrentActor.call(Actors.of(as.role(), as.area()), invocation::proceed);
        }
    }
}
