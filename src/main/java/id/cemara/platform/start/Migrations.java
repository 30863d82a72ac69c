package id.cemara.platform.start;

import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
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

/// Runs the modules' migrations without the application: a Spring context with only Flyway and Modulith's
/// extension of it, and the application's settings. No module's beans exist, so nothing is installed or
/// scheduled.
public final class Migrations {

    private final Class<?> application;

    /// @param application the application's class, in the package above the modules
    public Migrations(Class<?> application) {
        this.application = application;
    }

    /// The file names of this version's versioned migrations, which make the tables. Repeatable ones only
    /// define functions, views and triggers, and run again when they changed.
    public List<String> scripts() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/V*.sql");
        return Arrays.stream(files)
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .toList();
    }

    /// Migrates the database to this version's schema, exactly as the application does at start.
    ///
    /// @param settings further properties, as `name=value`
    public void run(OpenDatabase database, String... settings) {
        try (ConfigurableApplicationContext ignored = new SpringApplicationBuilder(FlywayOnly.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(settings)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("openDatabase", database);
                    context.getBeanFactory().registerSingleton("modules", new Modules(application));
                })
                .run()) {
            // Starting the context runs the migrations.
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

    /// The class whose package holds the modules.
    record Modules(Class<?> application) {}

    /// Modulith's configuration is not public, so it is named by a string, as Spring Boot does.
    static final class FlywayOfModulith implements DeferredImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "org.springframework.modulith.runtime.autoconfigure.SpringModulithRuntimeAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
            };
        }
    }

    /// Tells Modulith where the modules are, because this context has no application class.
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
