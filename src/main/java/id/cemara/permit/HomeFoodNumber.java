package id.cemara.permit;

import id.cemara.shared.AreaCode;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The number of an SPP-IRT, `D JJ PPKK UU NNNN-YY`: what it is packed in, the food, province and kabupaten, product,
/// producer, and the year it ends in. Newer numbers from OSS may look different; those are none of these.
/// Source: DOMAIN 4.5.
///
/// @param packaging what it is packed in, one digit
/// @param food the kind of food, two digits
/// @param province two digits of the Kemendagri code
/// @param regency the two digits that follow them
/// @param product the producer's running number of the product, two digits
/// @param producer the running number of the producer in its kabupaten, four digits
/// @param year the last two digits of the year it ends in
public record HomeFoodNumber(
        String packaging, String food, String province, String regency, String product, String producer, String year) {

    private static final Pattern FORM = Pattern.compile("(\\d)(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{4})(\\d{2})");
    private static final Pattern WORDS = Pattern.compile("(?i)^(spp[ -]*)?p[ .-]*irt[ .:]*(no\\.?|nomor)?[ .:]*");

    /// The number somebody typed, with or without "P-IRT", blanks, dots and hyphens; empty when it has another form.
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

    /// As it is written on a label: `2021707010001-29`.
    String text() {
        return packaging + food + province + regency + product + producer + "-" + year;
    }

    /// The kabupaten or kota it was given in.
    public AreaCode area() {
        return new AreaCode(province + "." + regency);
    }

    /// Whether it was given in the kabupaten or kota the place lies in.
    boolean isFrom(AreaCode place) {
        return place.regency().filter(area()::equals).isPresent();
    }

    /// The last day of the year it ends in. Two digits of the year are this century's: SPP-IRT is younger than 1999.
    public LocalDate lastDay() {
        return Year.of(2000 + Integer.parseInt(year)).atMonth(12).atEndOfMonth();
    }
}
