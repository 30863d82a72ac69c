package id.cemara.registry.desk;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.Sector;
import id.cemara.registry.groups.BusinessKinds;
import id.cemara.registry.groups.GroupStatuses;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Options of the select fields in the forms about a group.
@Component
public class GroupChoices {

    private static final int MOST_VILLAGES = 2000;

    private final Areas areas;
    private final BusinessKinds kinds;

    GroupChoices(Areas areas, BusinessKinds kinds) {
        this.areas = areas;
        this.kinds = kinds;
    }

    /// @param villages code to path, those in the actor's scope
    /// @param sectors key to name
    /// @param kinds key to name, prefixed by the sector's
    public record Choices(Map<String, String> villages, Map<String, String> sectors, Map<String, String> kinds) {}

    /// @param group whose current village is offered too; null for a new group
    Choices of(@Nullable GroupInScope group, Texts texts) {
        Map<String, String> sectors = new LinkedHashMap<>();
        for (Sector sector : Sector.values()) {
            sectors.put(sector.key(), texts.get("dimension.sector." + sector.key()));
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (BusinessKinds.Kind kind : kinds.all()) {
            names.put(
                    kind.key(),
                    sectors.get(kind.sector()) + ": " + (texts.isEnglish() ? kind.nameEn() : kind.nameId()));
        }
        return new Choices(villages(group), sectors, names);
    }

    private Map<String, String> villages(@Nullable GroupInScope group) {
        Map<String, String> villages = new LinkedHashMap<>();
        if (group != null) {
            villages.put(group.areaCode(), group.place());
        }
        List<AreaCode> scope = CurrentActor.get().account().map(Actor.Account::areas).orElse(List.of()).stream()
                .flatMap(code -> AreaCode.parse(code).stream())
                .toList();
        for (Area village : areas.villagesIn(scope, MOST_VILLAGES)) {
            villages.put(village.code().value(), village.path());
        }
        return villages;
    }

    Map<String, String> statuses(Texts texts) {
        Map<String, String> words = new LinkedHashMap<>();
        for (OperatingStatus status : OperatingStatus.values()) {
            words.put(status.key(), texts.get("dimension.status." + status.key()));
        }
        return words;
    }

    Map<String, String> causes(Texts texts) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String cause : GroupStatuses.CAUSES) {
            words.put(cause, texts.get("registry.cause." + cause));
        }
        return words;
    }
}
