package id.cemara.permit;

import id.cemara.area.Areas;
import id.cemara.shared.AreaCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a person should check about a permit.
@Component
class PermitWarnings {

    private final Areas areas;

    PermitWarnings(Areas areas) {
        this.areas = areas;
    }

    /// Hints about a permit that never block.
    @Transactional(readOnly = true)
    List<Warning> of(Permit permit, String areaCode) {
        List<Warning> warnings = new ArrayList<>();
        if (permit.isOtherFormat()) {
            warnings.add(new Warning("other-format", List.of()));
        }
        if (permit.kind() == PermitKind.HOME_FOOD) {
            HomeFoodNumber.of(permit.number()).ifPresent(number -> {
                if (!number.isFrom(new AreaCode(areaCode))) {
                    String code = number.area().value();
                    String name = areas.shortNames(List.of(code)).getOrDefault(code, "?");
                    warnings.add(new Warning("other-area", List.of(name, code)));
                }
                if (permit.expiresOn() != null
                        && permit.expiresOn().getYear() != number.lastDay().getYear()) {
                    warnings.add(new Warning(
                            "other-year",
                            List.of(String.valueOf(number.lastDay().getYear()))));
                }
            });
        }
        return warnings;
    }
}
