package id.cemara.registry.duplicates;

import id.cemara.registry.GroupProfile;
import id.cemara.shell.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two groups side by side, fact by fact. Public facts only.
public record Comparison(GroupProfile first, GroupProfile second, List<Line> lines) {

    public Comparison {
        lines = List.copyOf(lines);
    }

    /// Whether the line compares the groups' numbers.
    public boolean isOfNumbers(Line line) {
        return line == lines.getFirst();
    }

    /// One fact of both groups.
    public record Line(String label, String first, String second) {

        public boolean differs() {
            return !first.equals(second);
        }
    }

    static Comparison of(GroupProfile first, GroupProfile second, Texts texts) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(texts.get("registry.column.number"), first.number(), second.number()));
        lines.add(new Line(texts.get("registry.column.name"), first.name(), second.name()));
        lines.add(new Line(texts.get("registry.column.place"), first.place(), second.place()));
        lines.add(new Line(texts.get("dimension.sector.name"), sectors(first, texts), sectors(second, texts)));
        lines.add(new Line(texts.get("dimension.stage.name"), stage(first, texts), stage(second, texts)));
        lines.add(new Line(texts.get("dimension.status.name"), status(first, texts), status(second, texts)));
        lines.add(new Line(
                texts.get("registry.group.members"), texts.number(first.members()), texts.number(second.members())));
        lines.add(new Line(texts.get("registry.group.people"), officers(first, texts), officers(second, texts)));
        lines.add(new Line(texts.get("registry.column.state"), state(first, texts), state(second, texts)));
        lines.add(new Line(
                texts.get("registry.column.registered"),
                texts.date(first.registeredOn()),
                texts.date(second.registeredOn())));
        lines.add(new Line(
                texts.get("registry.column.verified"),
                day(first.verifiedOn(), texts),
                day(second.verifiedOn(), texts)));
        return new Comparison(first, second, lines);
    }

    private static String sectors(GroupProfile group, Texts texts) {
        return group.sectors().stream()
                .map(line -> texts.get("dimension.sector." + line.sector()))
                .collect(Collectors.joining(", "));
    }

    private static String stage(GroupProfile group, Texts texts) {
        return group.stage() == null ? none(texts) : texts.get("dimension.stage." + group.stage());
    }

    private static String status(GroupProfile group, Texts texts) {
        return texts.get("dimension.status." + group.status());
    }

    private static String officers(GroupProfile group, Texts texts) {
        return group.officers().isEmpty()
                ? none(texts)
                : group.officers().stream()
                        .map(officer -> texts.get("registry.office." + officer.office())
                                + (officer.name() == null ? "" : " " + officer.name()))
                        .collect(Collectors.joining(", "));
    }

    private static String state(GroupProfile group, Texts texts) {
        return texts.get("registry.approval." + (group.deactivatedOn() == null ? group.approval() : "deactivated"));
    }

    private static String day(java.time.@Nullable LocalDate day, Texts texts) {
        return day == null ? none(texts) : texts.date(day);
    }

    private static String none(Texts texts) {
        return texts.get("registry.duplicates.unknown");
    }
}
