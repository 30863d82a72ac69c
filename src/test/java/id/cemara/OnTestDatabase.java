package id.cemara;

import id.cemara.TestDatabases.Content;
import id.cemara.platform.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Gives an application a clone of a template, already migrated.
abstract class OnTestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final Content content;

    OnTestDatabase(Content content) {
        this.content = content;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseAccess access = TestDatabases.fresh(content);
        List<String> properties = new ArrayList<>(TestDatabases.properties(access));
        properties.add("spring.flyway.enabled=false");
        TestPropertyValues.of(properties).applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabaseAccess", access);
    }
}
