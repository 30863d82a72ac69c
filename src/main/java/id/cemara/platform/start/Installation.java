package id.cemara.platform.start;

import id.cemara.platform.CannotStart;
import id.cemara.platform.OwnerDatabase;
import id.cemara.platform.Secrets;
import id.cemara.platform.Settings;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Fills a new database before the first request: always with reference data, optionally with the sample.
/// Nodes that start at the same time wait for each other. All of it is one transaction, so a killed start
/// begins again from an empty database.
@Component
public class Installation implements SmartInitializingSingleton {

    private static final Duration MORNING = Duration.ofHours(9);

    /// Advisory lock held until commit while a new database is filled.
    public static final long LOCK = 0x63656d617261L;

    private final OpenDatabase database;
    private final OwnerDatabase owner;
    private final Settings settings;
    private final Clock clock;
    private final ObjectProvider<ReferenceData> referenceData;
    private final ObjectProvider<SampleData> sampleData;
    private final Secrets secrets;
    private @Nullable LocalDate sampleDay;

    Installation(
            OpenDatabase database,
            OwnerDatabase owner,
            Settings settings,
            Clock clock,
            ObjectProvider<ReferenceData> referenceData,
            ObjectProvider<SampleData> sampleData) {
        this.database = database;
        this.owner = owner;
        this.settings = settings;
        this.clock = clock;
        this.referenceData = referenceData;
        this.sampleData = sampleData;
        this.secrets = new Secrets(settings.data().resolve("secrets"));
    }

    @Override
    public void afterSingletonsInstantiated() {
        try (Connection app = database.openAsApp()) {
            AppRoleCheck.verify(app);
        } catch (SQLException e) {
            throw new CannotStart("The application's role cannot log in to the database: " + e.getMessage());
        }
        owner.inTransaction(this::complete);
    }

    /// The day the sample ends at; empty without a sample.
    public Optional<LocalDate> sampleDay() {
        return Optional.ofNullable(sampleDay);
    }

    /// The file with the generated password of the sample accounts; empty when the operator set one, or
    /// when the accounts were restored from a backup with their own password.
    public Optional<Path> samplePasswordFile() {
        return Optional.of(secrets.path("sample-password")).filter(Files::exists);
    }

    private void complete(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
        for (ReferenceData data : referenceData) {
            data.load(connection);
        }
        if (!isInstalled(connection)) {
            if (isSampleWanted()) {
                loadSample(connection);
            } else {
                execute(connection, "insert into platform.installation default values");
            }
        }
        sampleDay = readSampleDay(connection);
    }

    private boolean isSampleWanted() {
        return switch (settings.sample().mode()) {
            case "on" -> true;
            case "off" -> false;
            default -> database.isEmbedded();
        };
    }

    private void loadSample(Connection connection) throws SQLException {
        String chosen = settings.sample().password();
        var plan = new SampleData.Plan(
                settings.sample().seed(),
                lastMorning(),
                chosen != null ? chosen : secrets.keptOrGenerated("sample-password", 14));
        List<SampleData> shares = sampleData.stream()
                .sorted(Comparator.comparingInt(SampleData::order))
                .toList();
        for (SampleData share : shares) {
            share.load(connection, plan);
        }
        try (PreparedStatement row = connection.prepareStatement(
                "insert into platform.installation (sample_seed, sample_day) values (?, ?)")) {
            row.setLong(1, plan.seed());
            row.setObject(2, plan.day());
            row.executeUpdate();
        }
    }

    /// The last day whose morning is over: the sample extends into the morning of its last day and must not
    /// reach into the future.
    private LocalDate lastMorning() {
        return LocalDateTime.now(clock).minus(MORNING).toLocalDate();
    }

    private static boolean isInstalled(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("select 1 from platform.installation")) {
            return row.next();
        }
    }

    private static @Nullable LocalDate readSampleDay(Connection connection) throws SQLException {
        try (ResultSet row =
                connection.createStatement().executeQuery("select sample_day from platform.installation")) {
            return row.next() ? row.getObject(1, LocalDate.class) : null;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
