import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.embedded.EmbeddedServer;
import id.cemara.registry.sample.LabelledDuplicates;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Locale;

/// Checks labelled registrations against labelled groups, in one transaction that is rolled back, and
/// prints the accuracy and duration of the check. The weights were tuned on another seed.
public class Duplicates {

    private static final long SEED = 1;

    /// @param arguments data directory, number of records
    public static void main(String[] arguments) throws Exception {
        DatabaseAccess access = EmbeddedServer.running(Path.of(arguments[0])).orElseThrow();
        try (Connection owner = DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
            owner.setAutoCommit(false);
            var report = LabelledDuplicates.measure(owner, Integer.parseInt(arguments[1]), SEED);
            System.out.printf(Locale.ROOT, "precision    %.3f   (aim 0.95)%n", report.precision());
            System.out.printf(Locale.ROOT, "recall       %.3f   (aim 0.90)%n", report.recall());
            System.out.printf(
                    Locale.ROOT,
                    "a check      p50 %.2f ms, p95 %.2f ms   (aim 50 at p95)%n",
                    report.p50(),
                    report.p95());
            report.kinds().forEach((kind, right) -> System.out.printf("  %-48s %s right%n", kind, right));
        }
    }
}
