package id.cemara.market.storefront;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import id.cemara.shared.AreaCode;
import java.util.List;
import org.springframework.stereotype.Component;

/// Caches the areas above the areas of groups, which nearly every market page shows and which hardly ever
/// change.
@Component
class Places {

    private static final int KEPT = 2000;

    private final Areas areas;
    private final AnswerCache<AreaCode, List<Area>> kept;

    Places(Areas areas, DataVersions versions) {
        this.areas = areas;
        this.kept = new AnswerCache<>(versions, FreshMarket.TOPICS, KEPT);
    }

    /// The area after those above it, from the province down; empty if there is no such area.
    List<Area> lineage(AreaCode code) {
        List<Area> lineage = kept.get(code, () -> List.copyOf(areas.lineage(code)));
        return lineage.isEmpty() || !lineage.getLast().code().equals(code) ? List.of() : lineage;
    }
}
