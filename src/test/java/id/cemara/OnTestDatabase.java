package id.cemara;

import id.cemara.TestDatabases.Content;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Gives an application a clone of a template, already migrated. A test that needs more in it prepares it.
public abstract class OnTestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final Content content;

    protected OnTestDatabase(Content content) {
        this.content = content;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseAccess access = TestDatabases.fresh(content);
        try {
            prepare(access);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        List<String> properties = new ArrayList<>(TestDatabases.properties(access));
        properties.add("spring.flyway.enabled=false");
        TestPropertyValues.of(properties).applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabaseAccess", access);
    }

    /// Puts more into the database before the application starts on it.
    protected void prepare(DatabaseAccess access) throws SQLException {}
}
