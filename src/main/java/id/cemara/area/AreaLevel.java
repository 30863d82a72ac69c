package id.cemara.area;

import com.fasterxml.jackson.annotation.JsonValue;

/// Levels of administrative areas in the official list.
public enum AreaLevel {
    PROVINCE("province", "provinsi"),
    REGENCY("regency", "kabupaten"),
    CITY("city", "kota"),
    DISTRICT("district", "kecamatan"),
    URBAN_VILLAGE("urban-village", "kelurahan"),
    VILLAGE("village", "desa"),
    CUSTOMARY_VILLAGE("customary-village", "desa_adat");

    private final String key;
    private final String listName;

    AreaLevel(String key, String listName) {
        this.key = key;
        this.listName = listName;
    }

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return key;
    }

    static AreaLevel ofKey(String key) {
        for (AreaLevel level : values()) {
            if (level.key.equals(key)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no level " + key);
    }

    /// @param name as in the shipped list of areas
    static AreaLevel ofListName(String name) {
        for (AreaLevel level : values()) {
            if (level.listName.equals(name)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no level " + name);
    }
}
