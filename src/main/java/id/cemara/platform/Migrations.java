package id.cemara.platform;

import id.cemara.platform.DatabaseConfiguration.OpenDatabase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.modulith.runtime.ApplicationRuntime;

/// The modules' migrations without the application: a Spring context that holds nothing but Flyway and what Modulith
/// adds to it, with the application's own settings. No module's bean exists, so nothing is installed or scheduled.
final class Migrations {

    private final Class<?> application;

    /// @param application the application's class, below which the modules are
    Migrations(Class<?> application) {
        this.application = application;
    }

    /// The file names of all migrations this version brings.
    List<String> scripts() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql");
        return Arrays.stream(files)
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .toList();
    }

    /// Brings the database to this version's schema, exactly as a start of the application does.
    ///
    /// @param settings further properties, as `name=value`
    void run(OpenDatabase database, String... settings) {
        try (ConfigurableApplicationContext ignored = new SpringApplicationBuilder(FlywayOnly.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(settings)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("openDatabase", database);
                    context.getBeanFactory().registerSingleton("modules", new Modules(application));
                })
                .run()) {
            // migrated when it has started
        }
    }

    @Import(FlywayOfModulith.class)
    static final class FlywayOnly {

        @Bean
        static DataSource ownerDataSource(OpenDatabase database) {
            return database.ownerDataSource();
        }

        @Bean
        static FlywayConfigurationCustomizer appRolePlaceholder(OpenDatabase database) {
            return database.appRolePlaceholder();
        }

        @Bean
        static ApplicationRuntime applicationRuntime(ApplicationContext context, Modules modules) {
            return new RuntimeOf(context, modules.application());
        }
    }

    /// Below which class the modules are.
    record Modules(Class<?> application) {}

    /// Modulith's configuration is not public, so it is named as Spring Boot itself does.
    static final class FlywayOfModulith implements DeferredImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "org.springframework.modulith.runtime.autoconfigure.SpringModulithRuntimeAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
            };
        }
    }

    /// Tells Modulith where the modules are, as this context has no application class.
    private record RuntimeOf(ApplicationContext context, Class<?> application) implements ApplicationRuntime {

        @Override
        public String getId() {
            return Objects.requireNonNullElse(context.getId(), "migrations");
        }

        @Override
        public Class<?> getMainApplicationClass() {
            return application;
        }

        @Override
        public Class<?> getUserClass(Object bean, String name) {
            return bean.getClass();
        }

        @Override
        public boolean isApplicationClass(Class<?> type) {
            return type.getPackageName().startsWith(application.getPackageName());
        }
    }
}
