package id.cemara.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a group of the sample worked for a while, for the samples of the modules above.
///
/// @param from its first day
/// @param to the first day after it; null while it lasts
public record SampleStatus(
        OperatingStatus status, LocalDate from, @Nullable LocalDate to) {

    /// Of each group, the first first. A group that is not there always worked as usual. The connection is the owner's.
    public static Map<UUID, List<SampleStatus>> all(Connection owner) throws SQLException {
        Map<UUID, List<SampleStatus>> statuses = new HashMap<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select group_id, status, valid_from, valid_to
                          from registry.group_statuses
                         order by group_id, valid_from
                        """)) {
            while (row.next()) {
                statuses.computeIfAbsent(row.getObject(1, UUID.class), group -> new ArrayList<>())
                        .add(new SampleStatus(
                                OperatingStatus.ofKey(row.getString(2)).orElseThrow(),
                                row.getObject(3, LocalDate.class),
                                row.getObject(4, LocalDate.class)));
            }
        }
        return statuses;
    }

    /// Whether it was so on that day.
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
