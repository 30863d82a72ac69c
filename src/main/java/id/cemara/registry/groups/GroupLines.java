package id.cemara.registry.groups;

import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A group's lines of business with their validity dates.
@Component
record GroupLines(JdbcClient db) {

    /// The current lines of business, the main one first.
    List<Business> of(GroupId group) {
        return db.sql("""
                select sector_key as sector, kind_key as kind
                  from registry.group_sectors
                 where group_id = :group and valid_to is null
                 order by is_primary desc, sector_key
                """).param("group", group.value()).query(Business.class).list();
    }

    /// Replaces the lines of business from that day on. Unchanged lines keep their dates.
    void set(GroupId group, List<Business> businesses, LocalDate from) {
        List<Business> before = of(group);
        for (int i = 0; i < before.size(); i++) {
            if (!stays(before, businesses, i)) {
                db.sql("""
                        update registry.group_sectors
                           set valid_to = greatest(:from, valid_from)
                         where group_id = :group and sector_key = :sector and valid_to is null
                        """)
                        .param("group", group.value())
                        .param("sector", before.get(i).sector())
                        .param("from", from)
                        .update();
            }
        }
        for (int i = 0; i < businesses.size(); i++) {
            Business business = businesses.get(i);
            if (i >= before.size() || !stays(before, businesses, i)) {
                db.sql("""
                        insert into registry.group_sectors (group_id, sector_key, kind_key, is_primary, valid_from)
                        values (:group, :sector, :kind, :primary, :from)
                        """)
                        .param("group", group.value())
                        .param("sector", business.sector())
                        .param("kind", business.kind())
                        .param("primary", i == 0)
                        .param("from", from)
                        .update();
            }
        }
    }

    private static boolean stays(List<Business> before, List<Business> after, int position) {
        return position < after.size() && before.get(position).equals(after.get(position));
    }

    /// The lines as one text: `home-industry/chips, agriculture`.
    static String written(List<Business> businesses) {
        return businesses.stream()
                .map(each -> each.kind() == null ? each.sector() : each.sector() + "/" + each.kind())
                .collect(Collectors.joining(", "));
    }

    /// Parses the text made by [#written].
    static List<Business> read(String written) {
        return Arrays.stream(written.split(", "))
                .map(each -> each.split("/", 2))
                .map(parts -> new Business(parts[0], parts.length == 1 ? null : parts[1]))
                .toList();
    }
}
