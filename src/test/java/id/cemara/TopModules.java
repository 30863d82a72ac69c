package id.cemara;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// Modules with a schema and migrations. Nested modules share those of their parent and count as part of it.
final class TopModules {

    private static final ApplicationModules ALL = ApplicationModules.of(Cemara.class);

    private TopModules() {}

    static Stream<ApplicationModule> all() {
        return ALL.stream().filter(module -> !isNested(module));
    }

    static boolean isNested(ApplicationModule module) {
        return module.getIdentifier().toString().contains(".");
    }

    /// What each uses directly, by name.
    static Map<String, Set<String>> dependencies() {
        return all().map(TopModules::name)
                .collect(Collectors.toMap(name -> name, TopModules::usedBy, (one, other) -> one, TreeMap::new));
    }

    private static Set<String> usedBy(String name) {
        return ALL.stream()
                .filter(module -> name(module).equals(name))
                .flatMap(module -> module.getDirectDependencies(ALL).uniqueModules())
                .map(TopModules::name)
                .filter(used -> !used.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(ApplicationModule module) {
        String identifier = module.getIdentifier().toString();
        int nested = identifier.indexOf('.');
        return nested < 0 ? identifier : identifier.substring(0, nested);
    }
}
