package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.util.ApplicationModulesExporter;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

/// Verifies the modules' dependencies and generates their diagrams.
class ModulesTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(Cemara.class);

    @Test
    void modules_use_only_what_they_say_they_use_and_never_in_a_circle() {
        MODULES.verify();
    }

    @Test
    void no_two_packages_need_each_other() {
        SlicesRuleDefinition.slices()
                .matching("id.(**)")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter().importPath(Path.of("target/classes")));
    }

    /// What is larger is two things, and a reader looks for the second in vain.
    @Test
    void no_package_holds_more_than_thirty_types_and_no_file_more_than_four_hundred_lines() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            Map<Path, List<Path>> packages = files.filter(
                            file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(Path::getParent));
            assertThat(packages).hasSizeGreaterThan(40);
            for (var types : packages.entrySet()) {
                assertThat(types.getValue()).as("%s", types.getKey()).hasSizeLessThanOrEqualTo(30);
                for (Path file : types.getValue()) {
                    assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(400);
                }
            }
        }
    }

    @Test
    void every_module_says_what_it_is_for() throws Exception {
        for (var module : MODULES) {
            String folder = module.getBasePackage().getName().replace('.', '/');
            Path ofRules = Path.of("src/main/java", folder, "package-info.java");
            Path door = Files.exists(ofRules) ? ofRules : Path.of("src/sample/java", folder, "package-info.java");
            assertThat(Files.readString(door)).as("%s", door).startsWith("///").contains("@ApplicationModule");
            if (!TopModules.isNested(module)) {
                assertThat(Files.readString(door)).as("%s", door).contains("Alone may change");
            }
        }
    }

    @Test
    void no_module_names_the_schema_of_another() throws Exception {
        for (var module : TopModules.all().toList()) {
            for (String sources : List.of("src/main/java", "src/sample/java")) {
                Path folder = Path.of(sources, module.getBasePackage().getName().replace('.', '/'));
                if (Files.exists(folder)) {
                    assertNamesNoOther(module, folder);
                }
            }
        }
    }

    private static void assertNamesNoOther(ApplicationModule module, Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                for (var other : TopModules.all().toList()) {
                    if (!other.equals(module)) {
                        assertThat(text)
                                .as("%s", file)
                                .doesNotContainPattern("(?i)\\b(from|join|into|update|table|copy)\\s+"
                                        + other.getIdentifier() + "\\.[a-z_]+");
                    }
                }
            }
        }
    }

    @Test
    void the_diagrams_in_docs_are_those_of_the_code() throws Exception {
        Path drawn = Path.of("target/modules");
        new Documenter(MODULES, Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults())
                .writeIndividualModulesAsPlantUml(DiagramOptions.defaults())
                .writeModuleCanvases();
        Path docs = Files.createDirectories(Path.of("docs/modules"));
        try (var files = Files.list(drawn)) {
            for (Path file : files.toList()) {
                Path kept = docs.resolve(file.getFileName());
                // The order of lines varies between runs, so the file is rewritten only when its lines
                // differ.
                if (!Files.exists(kept) || !sorted(kept).equals(sorted(file))) {
                    Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        assertThat(Files.readString(docs.resolve("components.puml"))).contains("Registry", "Statistics");
    }

    /// The generated file spares a start the scan of all classes for modules and their order, which takes
    /// seconds. Migrations run in its order, so each module must follow its dependencies.
    @Test
    void the_modules_written_down_for_the_start_are_those_of_the_code() throws Exception {
        Path file = Path.of("src/main/resources", ApplicationModulesExporter.DEFAULT_LOCATION);
        List<String> written = Pattern.compile("\"([a-z]+)\": \\{}")
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(written)
                .as("%s", file)
                .containsExactlyInAnyOrderElementsOf(TopModules.all()
                        .map(module -> module.getIdentifier().toString())
                        .toList());
        TopModules.dependencies()
                .forEach((module, used) -> assertThat(used)
                        .as("%s: modules it depends on stand before %s", file, module)
                        .allMatch(needed -> written.indexOf(needed) < written.indexOf(module)));
    }

    private static List<String> sorted(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.startsWith("|* ") ? line.substring(1) : line)
                .sorted()
                .toList();
    }
}
