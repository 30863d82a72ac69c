package id.cemara.registry.groups;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.registry.FieldText;
import id.cemara.registry.Sector;
import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.PhoneNumbers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Validates a group's facts, for forms and the API.
@Component
public class GroupDetailsReader {

    private static final int MAX_NAME = 120;
    private static final int MAX_TEXT = 500;

    private final Areas areas;
    private final BusinessKinds kinds;
    private final Clock clock;

    GroupDetailsReader(Areas areas, BusinessKinds kinds, Clock clock) {
        this.areas = areas;
        this.kinds = kinds;
        this.clock = clock;
    }

    /// Returns the checked facts.
    ///
    /// @throws Refused naming every invalid field
    public GroupDetails read(GroupRequest request) {
        var checks = new Checks();
        String name = checks.name("name", request.name(), MAX_NAME);
        Optional<Area> village = village(request.village());
        checks.that(village.isPresent(), "village", "village");
        List<Business> businesses = new ArrayList<>();
        business("sector", request.sector(), "kind", request.kind(), checks).ifPresent(businesses::add);
        checks.that(!FieldText.line(request.sector()).isEmpty(), "sector", "required");
        business("secondSector", request.secondSector(), "secondKind", request.secondKind(), checks)
                .ifPresent(second -> {
                    checks.that(
                            businesses.stream()
                                    .noneMatch(first -> first.sector().equals(second.sector())),
                            "secondSector",
                            "another-sector");
                    businesses.add(second);
                });
        LocalDate today = LocalDate.now(clock);
        Optional<LocalDate> registeredOn = checks.pastDay("registeredOn", request.registeredOn(), today);
        String phone = FieldText.line(request.phone());
        Optional<String> number = PhoneNumbers.parse(phone);
        checks.that(phone.isEmpty() || number.isPresent(), "phone", "phone");
        String address = FieldText.line(request.address());
        checks.line("address", address, MAX_TEXT);
        String note = checks.text("note", request.note(), MAX_TEXT);
        String reason = checks.text("reason", request.reason(), MAX_TEXT);
        checks.refuseProblems();
        return new GroupDetails(
                name,
                village.orElseThrow(),
                businesses,
                registeredOn.orElse(null),
                number.orElse(null),
                address.isEmpty() ? null : address,
                note.isEmpty() ? null : note,
                reason.isEmpty() ? null : reason);
    }

    private Optional<Area> village(@Nullable String code) {
        return AreaCode.parse(FieldText.line(code))
                .filter(area -> area.depth() == 4)
                .flatMap(areas::find);
    }

    private Optional<Business> business(
            String sectorField, @Nullable String sector, String kindField, @Nullable String kind, Checks checks) {
        String sectorKey = FieldText.line(sector);
        String kindKey = FieldText.line(kind);
        if (sectorKey.isEmpty()) {
            checks.that(kindKey.isEmpty(), kindField, "kind");
            return Optional.empty();
        }
        checks.that(Sector.ofKey(sectorKey).isPresent(), sectorField, "sector");
        boolean known = kindKey.isEmpty()
                || kinds.all().stream()
                        .anyMatch(each ->
                                each.key().equals(kindKey) && each.sector().equals(sectorKey));
        checks.that(known, kindField, "kind");
        return Optional.of(new Business(sectorKey, kindKey.isEmpty() ? null : kindKey));
    }
}
