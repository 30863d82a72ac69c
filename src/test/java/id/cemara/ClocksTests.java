package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// All code must use the clock bean, which shows the database's time: nodes compare each other's
/// timestamps, and their local clocks differ.
class ClocksTests {

    /// Exceptions with reasons.
    private static final Set<String> ALLOWED = Set.of(
            "id.cemara.platform.start.ReadyNotice", // measures the start
            "id.cemara.platform.TimeConfiguration"); // is corrected by the database's clock

    @Test
    void nobody_asks_the_clock_of_the_machine() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("id.cemara");
        Set<String> asking = new TreeSet<>();
        classes.forEach(type -> type.getMethodCallsFromSelf().stream()
                .filter(ClocksTests::asksTheMachine)
                .filter(call -> !ALLOWED.contains(type.getName()))
                .forEach(call -> asking.add(call.getDescription())));
        assertThat(asking).isEmpty();
    }

    private static boolean asksTheMachine(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        boolean isPlain = call.getTarget().getRawParameterTypes().isEmpty();
        return owner.startsWith("java.time.") && name.equals("now") && isPlain
                || (owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource"))
                        && (name.startsWith("system") || name.startsWith("tick"))
                || owner.equals("java.lang.System") && name.equals("currentTimeMillis");
    }
}
