package id.cemara.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group of the sample, for the samples of the modules above.
///
/// @param number its number
/// @param name its name
/// @param areaCode where it lies
/// @param kind the kind of business it mainly does; null when none was named
/// @param registeredOn the day it was registered
/// @param stage the key of the stage it is at
/// @param stageFrom since when
public record SampleGroup(
        UUID id,
        String number,
        String name,
        String areaCode,
        @Nullable String kind,
        LocalDate registeredOn,
        String stage,
        LocalDate stageFrom) {

    /// The verified groups that are active, by number. The connection is the owner's.
    public static List<SampleGroup> all(Connection owner) throws SQLException {
        List<SampleGroup> groups = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select g.id, g.number, g.name, g.area_code, s.kind_key, g.registered_on, t.stage, t.valid_from
                          from registry.business_groups g
                          join registry.group_stages t on t.group_id = g.id and t.valid_to is null
                          left join registry.group_sectors s
                            on s.group_id = g.id and s.valid_to is null and s.is_primary
                         where g.approval = 'verified' and g.deactivated_on is null
                         order by g.number collate "C"
                        """)) {
            while (row.next()) {
                groups.add(new SampleGroup(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, LocalDate.class),
                        row.getString(7),
                        row.getObject(8, LocalDate.class)));
            }
        }
        return groups;
    }
}
