package id.cemara.registry.directory;

import id.cemara.registry.GroupStage;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.Sector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The conditions that a filter adds to a statement on `registry.directory d`.
///
/// @param where conditions, each beginning with " and "
/// @param parameters their named parameters
record DirectorySql(String where, Map<String, Object> parameters) {

    /// The facets' conditions only; [Directory] adds the text search.
    static DirectorySql of(DirectoryFilter filter) {
        var where = new StringBuilder();
        Map<String, Object> parameters = new LinkedHashMap<>();
        filter.area().ifPresent(area -> {
            where.append(" and d.area_code >= :area and d.area_code < :area || '/'");
            parameters.put("area", area.value());
        });
        if (!filter.sectors().isEmpty()) {
            where.append(" and d.sectors && :sectors::text[]");
            parameters.put(
                    "sectors", keys(filter.sectors().stream().map(Sector::key).toList()));
        }
        if (!filter.stages().isEmpty()) {
            where.append(" and d.stage = any (:stages)");
            parameters.put(
                    "stages", keys(filter.stages().stream().map(GroupStage::key).toList()));
        }
        if (!filter.statuses().isEmpty()) {
            where.append(" and d.status = any (:statuses)");
            parameters.put(
                    "statuses",
                    keys(filter.statuses().stream().map(OperatingStatus::key).toList()));
        }
        return new DirectorySql(where.toString(), parameters);
    }

    private static String[] keys(List<String> keys) {
        return keys.toArray(String[]::new);
    }
}
