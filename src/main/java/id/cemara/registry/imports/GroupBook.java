package id.cemara.registry.imports;

import id.cemara.exchange.ImportRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The groups the importer answers for, found by number, or by name and village where that is one group only.
final class GroupBook {

    private final Map<String, Group> byNumber = new HashMap<>();
    private final Map<String, List<Group>> byName = new HashMap<>();

    /// A group of the importer's.
    record Group(UUID id, String number, String name, String areaCode, String place) {}

    private final Map<String, Closed> closed = new HashMap<>();

    /// A group of the importer's that takes no changes any more.
    ///
    /// @param into the number of the group it was merged into; null when it was deactivated
    /// @param intoName that group's name
    private record Closed(
            String number, @Nullable String into, @Nullable String intoName) {}

    private GroupBook(List<Group> groups, List<Closed> gone) {
        gone.forEach(group -> closed.put(group.number(), group));
        for (Group group : groups) {
            byNumber.put(group.number(), group);
            byName.computeIfAbsent(GroupName.key(group.name()), ignored -> new ArrayList<>())
                    .add(group);
        }
    }

    /// The groups of the current actor that are not deactivated, in the caller's transaction.
    static GroupBook of(JdbcClient db) {
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
        return new GroupBook(groups, gone);
    }

    /// The groups with that name, however the programme's words stand before it.
    List<Group> named(String name) {
        return byName.getOrDefault(GroupName.key(name), List.of());
    }

    /// The group a row names; null when it names none or several, which the row is told.
    @Nullable
    Group find(ImportRow row, String groupColumn, String villageColumn, VillageBook villages) {
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

    /// Says why there is no group to write to: it is closed, or unknown.
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
