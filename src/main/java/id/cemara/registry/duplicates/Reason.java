package id.cemara.registry.duplicates;

import id.cemara.shell.Texts;
import java.util.ArrayList;
import java.util.List;

/// Evidence that two groups are one.
///
/// @param code name-alike, same-village, same-district, same-regency, same-phone or shared-members
/// @param value similarity in percent, or number of members; 0 for the other codes
public record Reason(String code, int value) {

    /// The evidence as a sentence: "nama mirip 92 %".
    public String sentence(Texts texts) {
        return texts.get("registry.duplicate.reason." + code, value);
    }

    static List<Reason> of(double nameMatch, int depth, boolean samePhone, int shared) {
        List<Reason> reasons = new ArrayList<>();
        if (nameMatch >= 0.5) {
            reasons.add(new Reason("name-alike", (int) Math.round(nameMatch * 100)));
        }
        switch (depth) {
            case 4 -> reasons.add(new Reason("same-village", 0));
            case 3 -> reasons.add(new Reason("same-district", 0));
            case 2 -> reasons.add(new Reason("same-regency", 0));
            default -> {}
        }
        if (samePhone) {
            reasons.add(new Reason("same-phone", 0));
        }
        if (shared > 0) {
            reasons.add(new Reason("shared-members", shared));
        }
        return List.copyOf(reasons);
    }
}
