package id.cemara.platform;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/// Sets the acting account as PostgreSQL settings at the start of each transaction, for the row-level
/// security policies. The settings end with the transaction. An anonymous actor sets nothing, which the
/// policies treat as nobody. Also sets the statement timeout of background work, see [StatementTimeout].
@Component
record ActorTransactionListener(DataSource dataSource) implements TransactionExecutionListener {

    private static final String SET = """
            select set_config('cemara.account', ?, true), set_config('cemara.areas', ?, true),
                   set_config('cemara.group', ?, true), set_config('cemara.agency', ?, true),
                   set_config('cemara.holder', ?, true), set_config('cemara.system', ?, true),
                   set_config('cemara.role', ?, true)
            """;

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
        if (beginFailure != null || !transaction.isNewTransaction()) {
            return;
        }
        if (StatementTimeout.isBackground()) {
            set("select set_config('statement_timeout', ?, true)", StatementTimeout.OF_BACKGROUND_WORK);
        }
        switch (CurrentActor.get()) {
            case Actor.Anonymous nobody -> {}
            case Actor.Account account ->
                set(
                        SET,
                        text(account.id()),
                        areas(account.areas()),
                        text(account.group() == null ? null : account.group().value()),
                        text(account.agency()),
                        "",
                        "",
                        account.role().name());
            case Actor.Holder holder -> set(SET, "", "", "", "", String.join(",", holder.tokenHashes()), "", "");
            case Actor.System system -> set(SET, "", areas(system.areas()), "", "", "", system.name(), "SYSTEM");
        }
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static String areas(List<String> areas) {
        return areas.contains(Actor.EVERYWHERE) ? Actor.EVERYWHERE : String.join(",", areas);
    }

    private void set(String settings, String... values) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement statement = connection.prepareStatement(settings)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the settings of a transaction could not be told to the database", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
