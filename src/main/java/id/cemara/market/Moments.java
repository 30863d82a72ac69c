package id.cemara.market;

import id.cemara.shell.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/// Formats instants in the local time of an area. Must use the same time zone for each province as
/// `market.time_zone` in the database.
public final class Moments {

    private static final Set<String> CENTRAL =
            Set.of("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76");

    private Moments() {}

    /// The time zone of an area, by its province.
    public static ZoneId zone(String areaCode) {
        String province = areaCode.length() < 2 ? "" : areaCode.substring(0, 2);
        if (CENTRAL.contains(province)) {
            return ZoneId.of("Asia/Makassar");
        }
        return ZoneId.of(province.startsWith("8") || province.startsWith("9") ? "Asia/Jayapura" : "Asia/Jakarta");
    }

    /// For instance `12 Mei 2020 08.00 WIB`.
    public static String text(Instant moment, String areaCode, Texts texts) {
        ZonedDateTime local = moment.atZone(zone(areaCode));
        String sign =
                switch (zone(areaCode).getId()) {
                    case "Asia/Makassar" -> "WITA";
                    case "Asia/Jayapura" -> "WIT";
                    default -> "WIB";
                };
        return "%s %02d.%02d %s".formatted(texts.date(local.toLocalDate()), local.getHour(), local.getMinute(), sign);
    }

    /// The local date in that area.
    public static LocalDate day(Instant moment, String areaCode) {
        return moment.atZone(zone(areaCode)).toLocalDate();
    }
}
