package id.cemara;

import id.cemara.TestDatabases.Content;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Provides an application with a clone of a migrated template. Subclasses may add data in [#prepare]. The application
/// trusts this machine as a proxy, so that each [Web] has a client address of its own.
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
        properties.add("cemara.trusted-proxies=127.0.0.1, 0:0:0:0:0:0:0:1");
        TestPropertyValues.of(properties).applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabaseAccess", access);
    }

    /// Adds data before the application starts.
    protected void prepare(DatabaseAccess access) throws SQLException {}
}
