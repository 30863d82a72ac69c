package id.cemara.permit;

import id.cemara.shared.AreaCode;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The number of an SPP-IRT, `D JJ PPKK UU NNNN-YY`: packaging, food, province and kabupaten, product,
/// producer, last year. Newer numbers issued by OSS may have another format. Source: DOMAIN 4.5.
///
/// @param packaging one digit
/// @param food two digits
/// @param province the first two digits of the Kemendagri code
/// @param regency the next two digits of the Kemendagri code
/// @param product the producer's serial number of the product, two digits
/// @param producer serial number of the producer in its kabupaten, four digits
/// @param year the last two digits of the year in which the permit expires
public record HomeFoodNumber(
        String packaging, String food, String province, String regency, String product, String producer, String year) {

    private static final Pattern FORM = Pattern.compile("(\\d)(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{4})(\\d{2})");
    private static final Pattern WORDS = Pattern.compile("(?i)^(spp[ -]*)?p[ .-]*irt[ .:]*(no\\.?|nomor)?[ .:]*");

    /// Parses a typed number, with or without "P-IRT", blanks, dots and hyphens; empty if it has another
    /// format.
    static Optional<HomeFoodNumber> of(String typed) {
        String digits = WORDS.matcher(typed.strip()).replaceFirst("").replaceAll("[ .-]", "");
        Matcher match = FORM.matcher(digits);
        return match.matches()
                ? Optional.of(new HomeFoodNumber(
                        match.group(1),
                        match.group(2),
                        match.group(3),
                        match.group(4),
                        match.group(5),
                        match.group(6),
                        match.group(7)))
                : Optional.empty();
    }

    /// The spelling on a label: `2021707010001-29`.
    String text() {
        return packaging + food + province + regency + product + producer + "-" + year;
    }

    /// The kabupaten or kota that issued it.
    public AreaCode area() {
        return new AreaCode(province + "." + regency);
    }

    /// Whether the place's kabupaten or kota issued it.
    boolean isFrom(AreaCode place) {
        return place.regency().filter(area()::equals).isPresent();
    }

    /// The last day of the year in which it expires. The century is always 20: SPP-IRT did not exist before
    /// 1999.
    public LocalDate lastDay() {
        return Year.of(2000 + Integer.parseInt(year)).atMonth(12).atEndOfMonth();
    }
}
