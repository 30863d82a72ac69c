package id.cemara.registry.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sectors a group works in.
///
/// @param primary its main sector
/// @param second a further one; null for most groups
record SectorPair(String primary, @Nullable String second) {

    static final String HOME_INDUSTRY = "home-industry";
    static final String AGRICULTURE = "agriculture";
    static final String SERVICES = "services";
    static final String LIVESTOCK_AND_OTHER = "livestock-and-other";

    /// What most groups do.
    static final SectorPair HOME_INDUSTRY_ONLY = new SectorPair(HOME_INDUSTRY, null);

    /// A pair in about the proportions of the report of 2020: 88, 8, 1.5 and 2.5 of a hundred, 4 of a hundred with a
    /// second sector.
    static SectorPair drawn(Chance chance) {
        String primary = drawnSector(chance);
        if (!chance.percent(4)) {
            return new SectorPair(primary, null);
        }
        String second = primary.equals(HOME_INDUSTRY)
                ? chance.pick(List.of(AGRICULTURE, AGRICULTURE, AGRICULTURE, SERVICES, LIVESTOCK_AND_OTHER))
                : HOME_INDUSTRY;
        return new SectorPair(primary, second);
    }

    private static String drawnSector(Chance chance) {
        double at = chance.fraction() * 100;
        if (at < 88) {
            return HOME_INDUSTRY;
        }
        if (at < 96) {
            return AGRICULTURE;
        }
        return at < 97.5 ? SERVICES : LIVESTOCK_AND_OTHER;
    }

    /// A kind of business of that sector, the common ones more often.
    static String drawnKind(String sector, Chance chance) {
        return chance.pick(
                switch (sector) {
                    case HOME_INDUSTRY ->
                        List.of(
                                "chips",
                                "chips",
                                "chips",
                                "chips",
                                "cakes",
                                "cakes",
                                "cakes",
                                "fish-floss",
                                "syrup",
                                "durian-sweets",
                                "weaving",
                                "weaving",
                                "batik",
                                "seasoning",
                                "seasoning");
                    case AGRICULTURE -> List.of("vegetables", "vegetables", "vegetables", "coffee-crops", "nursery");
                    case SERVICES -> List.of("catering", "catering", "tailoring", "tailoring", "rental");
                    case LIVESTOCK_AND_OTHER ->
                        List.of("poultry", "poultry", "goats", "fish-ponds", "fish-ponds", "honey");
                    default -> throw new IllegalArgumentException("no such sector: " + sector);
                });
    }
}
