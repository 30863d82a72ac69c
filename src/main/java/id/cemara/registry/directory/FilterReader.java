package id.cemara.registry.directory;

import id.cemara.area.Areas;
import id.cemara.registry.GroupStage;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.Sector;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the directory's filter from request parameters, for pages and the API.
@Component
record FilterReader(Areas areas) {

    /// @throws Refused naming the parameter that is invalid
    DirectoryFilter read(
            @Nullable String q,
            @Nullable String area,
            @Nullable List<String> sector,
            @Nullable List<String> stage,
            @Nullable List<String> status) {
        Optional<AreaCode> code = Input.areaCode("area", area);
        if (code.isPresent() && areas.find(code.get()).isEmpty()) {
            throw Refused.parameter("area", "area-code");
        }
        return new DirectoryFilter(
                Input.searchText("q", q),
                code,
                keys("sector", sector, Sector::ofKey),
                keys("stage", stage, GroupStage::ofKey),
                keys("status", status, OperatingStatus::ofKey));
    }

    private static <E> List<E> keys(
            String parameter, @Nullable List<String> typed, Function<String, Optional<E>> byKey) {
        if (typed == null) {
            return List.of();
        }
        return typed.stream()
                .filter(key -> !key.isEmpty())
                .map(key -> byKey.apply(key).orElseThrow(() -> Refused.parameter(parameter, parameter)))
                .distinct()
                .toList();
    }
}
