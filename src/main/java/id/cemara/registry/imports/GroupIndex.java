package id.cemara.registry.imports;

import id.cemara.exchange.ImportRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The groups in the importer's scope, found by number, or by name and village if that is unambiguous.
final class GroupIndex {

    private final Map<String, Group> byNumber = new HashMap<>();
    private final Map<String, List<Group>> byName = new HashMap<>();

    /// An active group in scope.
    record Group(UUID id, String number, String name, String areaCode, String place) {}

    private final Map<String, Closed> closed = new HashMap<>();

    /// A closed group in scope.
    ///
    /// @param into the number of the surviving group; null if it was deactivated, not merged
    /// @param intoName the surviving group's name
    private record Closed(
            String number, @Nullable String into, @Nullable String intoName) {}

    private GroupIndex(List<Group> groups, List<Closed> gone) {
        gone.forEach(group -> closed.put(group.number(), group));
        for (Group group : groups) {
            byNumber.put(group.number(), group);
            byName.computeIfAbsent(GroupName.key(group.name()), ignored -> new ArrayList<>())
                    .add(group);
        }
    }

    /// Reads the groups in the current actor's scope, in the caller's transaction.
    static GroupIndex of(JdbcClient db) {
        List<Group> groups = db.sql("""
                select g.id, g.number, g.name, g.area_code, g.place
                  from registry.business_groups g
                 where (platform.in_area(g.area_code) or platform.in_group(g.id)) and g.deactivated_on is null
                """).query(Group.class).list();
        List<Closed> gone = db.sql("""
                select g.number, i.number as into, i.name as into_name
                  from registry.business_groups g
                  left join registry.business_groups i on i.id = g.merged_into
                 where (platform.in_area(g.area_code) or platform.in_group(g.id)) and g.deactivated_on is not null
                """).query(Closed.class).list();
        return new GroupIndex(groups, gone);
    }

    /// The groups with that name, ignoring the programme's words, see [GroupName].
    List<Group> named(String name) {
        return byName.getOrDefault(GroupName.key(name), List.of());
    }

    /// The group named in a row; null if none or several match, which becomes an error of the row.
    @Nullable
    Group find(ImportRow row, String groupColumn, String villageColumn, VillageIndex villages) {
        String named = row.required(groupColumn);
        if (named.isEmpty()) {
            return null;
        }
        if (named.matches("\\d{2}\\.\\d{2}-\\d{4,9}")) {
            Group group = byNumber.get(named);
            if (group == null) {
                refuse(row, groupColumn, named);
            }
            return group;
        }
        List<Group> groups = named(named);
        String village = row.cell(villageColumn).isBlank() ? "" : row.code(villageColumn);
        if (row.isBad()) {
            return null;
        }
        if (!village.isEmpty()) {
            List<String> codes = villages.find(village).found().stream()
                    .map(place -> place.code())
                    .toList();
            if (codes.isEmpty()) {
                row.error(villageColumn, "area-unknown", village);
                return null;
            }
            groups = groups.stream()
                    .filter(group -> codes.contains(group.areaCode()))
                    .toList();
        }
        if (groups.isEmpty()) {
            row.error(groupColumn, "group-unknown", named);
            return null;
        }
        if (groups.size() > 1) {
            row.error(groupColumn, "group-ambiguous", named, numbers(groups));
            return null;
        }
        if (village.isEmpty()) {
            row.warn(
                    groupColumn,
                    "group-by-name",
                    groups.getFirst().number(),
                    groups.getFirst().place());
        }
        return groups.getFirst();
    }

    private static String numbers(List<Group> groups) {
        return String.join(
                ", ", groups.stream().limit(4).map(Group::number).sorted().toList());
    }

    /// Adds the error: the group is closed or unknown.
    private void refuse(ImportRow row, String column, String number) {
        Closed gone = closed.get(number);
        if (gone == null) {
            row.error(column, "group-unknown", number);
        } else if (gone.into() == null || gone.intoName() == null) {
            row.error(column, "group-closed", number);
        } else {
            row.error(column, "merged-away", number, gone.into(), gone.intoName());
        }
    }
}
