package id.cemara.registry.groups;

import id.cemara.area.Area;
import id.cemara.registry.RowCount;
import id.cemara.shared.GroupId;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A group's areas with their validity dates. The caller holds the locks of [GroupLocks] and the group's.
@Component
record GroupPlaces(JdbcClient db) {

    /// Moves the group to that village from that day on.
    void set(GroupId group, Area village, LocalDate from) {
        db.sql("update registry.group_places set valid_to = :from where group_id = :id and valid_to is null")
                .param("from", from)
                .param("id", group.value())
                .update();
        db.sql("insert into registry.group_places (group_id, area_code, valid_from) values (:id, :area, :from)")
                .param("from", from)
                .param("area", village.code().value())
                .param("id", group.value())
                .update();
        int changed = db.sql("update registry.business_groups set area_code = :area, place = :place where id = :id")
                .param("area", village.code().value())
                .param("place", village.path())
                .param("id", group.value())
                .update();
        RowCount.requireOne(changed, "group", group.value());
    }
}
