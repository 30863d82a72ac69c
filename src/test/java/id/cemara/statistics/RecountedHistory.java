package id.cemara.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The expected counts of a history, in plain arrays with one slot per day. An event changes its day, and
/// each day begins as the previous one ended. Past days change only by a back-dated fact, or by the reversal
/// of a merge, which was wrong from its day on.
final class RecountedHistory {

    final List<Group> groups = new ArrayList<>();
    /// Those in force.
    final List<Merged> merges = new ArrayList<>();

    private final String name;
    private final LocalDate start;
    private final int days;
    private final List<Person> persons = new ArrayList<>();
    private final List<Permit> permits = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    RecountedHistory(String name, LocalDate start, int days) {
        this.name = name;
        this.start = start;
        this.days = days;
    }

    /// A merge in force.
    ///
    /// @param moved the memberships moved, with the day each began
    /// @param ended the memberships of people who were in both groups
    /// @param permits the permits moved
    record Merged(
            UUID id,
            Group from,
            Group into,
            int day,
            Map<Person, Integer> moved,
            List<Person> ended,
            List<Permit> permits,
            boolean wasCounted) {}

    final class Group {

        final UUID id;
        boolean isVerified;
        boolean isOpen = true;
        boolean isMerged;
        int stageSince;
        int statusSince;
        private boolean isStatusKnown;
        private final boolean[] counted = new boolean[days];
        private final String[] villages = new String[days];
        private final String[] sectors = new String[days];
        private final String[] stages = new String[days];
        private final String[] statuses = new String[days];

        private Group(UUID id) {
            this.id = id;
        }

        String village(int day) {
            return villages[day];
        }

        String sector(int day) {
            return sectors[day];
        }

        @Override
        public String toString() {
            return "group " + groups.indexOf(this);
        }
    }

    /// A membership, which merges may move.
    final class Person {

        final UUID id;
        /// The same for the same person; negative if unknown.
        int nik = -1;
        /// The day the person joined the current group.
        int since;

        private final @Nullable Group[] of = new Group[days];

        private Person(UUID id) {
            this.id = id;
        }

        @Override
        public String toString() {
            return "person " + persons.indexOf(this);
        }
    }

    private final class Permit {

        private final String kind;
        private final int from;
        private final int to;
        private final @Nullable Group[] of = new Group[days];

        private Permit(String kind, int from, int to) {
            this.kind = kind;
            this.from = from;
            this.to = to;
        }
    }

    LocalDate day(int day) {
        return start.plusDays(day);
    }

    void begin(int day) {
        if (day == 0) {
            return;
        }
        for (Group group : groups) {
            group.counted[day] = group.counted[day - 1];
            group.villages[day] = group.villages[day - 1];
            group.sectors[day] = group.sectors[day - 1];
            group.stages[day] = group.stages[day - 1];
            group.statuses[day] = group.statuses[day - 1];
        }
        persons.forEach(person -> person.of[day] = person.of[day - 1]);
        permits.forEach(permit -> permit.of[day] = permit.of[day - 1]);
    }

    /// A group that exists when the history begins.
    Group group(UUID id, String village, boolean isVerified) {
        var group = new Group(id);
        group.isVerified = isVerified;
        group.counted[0] = isVerified;
        group.villages[0] = village;
        group.sectors[0] = "home-industry";
        group.stages[0] = "basic";
        group.statuses[0] = "normal";
        groups.add(group);
        tell(0, "%s in %s%s", group, village, isVerified ? "" : ", not verified");
        return group;
    }

    Person join(UUID id, Group group, int from, int day) {
        var person = new Person(id);
        person.since = from;
        Arrays.fill(person.of, from, day + 1, group);
        persons.add(person);
        tell(day, "%s joins %s from %d", person, group, from);
        return person;
    }

    void leave(Person person, int from, int day) {
        Arrays.fill(person.of, from, day + 1, null);
        tell(day, "%s leaves from %d", person, from);
    }

    void merge(UUID id, Group from, Group into, int day) {
        Map<Person, Integer> moved = new HashMap<>();
        List<Person> ended = new ArrayList<>();
        for (Person person : persons) {
            if (person.of[day] == from) {
                if (isIn(person.nik, into, day, person)) {
                    ended.add(person);
                } else {
                    moved.put(person, person.since);
                }
            }
        }
        ended.forEach(person -> person.of[day] = null);
        moved.keySet().forEach(person -> {
            person.of[day] = into;
            person.since = day;
        });
        List<Permit> taken =
                permits.stream().filter(permit -> permit.of[day] == from).toList();
        taken.forEach(permit -> permit.of[day] = into);
        merges.add(new Merged(id, from, into, day, moved, ended, taken, from.counted[day]));
        from.counted[day] = false;
        from.isOpen = false;
        from.isMerged = true;
        tell(day, "%s is merged into %s, with %s, without %s", from, into, moved.keySet(), ended);
    }

    /// Whether the person is in the group on the day by another membership.
    boolean isIn(int nik, Group group, int day, Person except) {
        return nik >= 0
                && persons.stream().anyMatch(other -> other != except && other.nik == nik && other.of[day] == group);
    }

    /// A merge can be reversed while the surviving group is open.
    boolean canUndo(Merged merged) {
        return merged.into.isOpen;
    }

    /// Corrects all days from the merge on.
    void undo(Merged merged, int day) {
        for (int past = merged.day; past <= day; past++) {
            for (Person person : merged.moved.keySet()) {
                if (person.of[past] == merged.into) {
                    person.of[past] = merged.from;
                }
            }
            for (Person person : merged.ended) {
                person.of[past] = merged.from;
            }
            for (Permit permit : merged.permits) {
                if (permit.of[past] == merged.into) {
                    permit.of[past] = merged.from;
                }
            }
            merged.from.counted[past] = merged.wasCounted;
        }
        merged.moved.forEach((person, since) -> person.since = since);
        merged.from.isOpen = true;
        merged.from.isMerged = false;
        merges.remove(merged);
        tell(day, "the merge of %s into %s on %d is undone", merged.from, merged.into, merged.day);
    }

    void close(Group group, int day) {
        group.isOpen = false;
        group.counted[day] = false;
        tell(day, "%s is closed", group);
    }

    void reopen(Group group, int day) {
        group.isOpen = true;
        group.counted[day] = group.isVerified;
        tell(day, "%s is open again", group);
    }

    void verify(Group group, int day) {
        group.isVerified = true;
        group.counted[day] = true;
        tell(day, "%s is verified", group);
    }

    void move(Group group, String village, int day) {
        group.villages[day] = village;
        tell(day, "%s moves to %s", group, village);
    }

    void work(Group group, String sector, int day) {
        group.sectors[day] = sector;
        tell(day, "%s works in %s", group, sector);
    }

    void status(Group group, String status, int from, int day) {
        if (!status.equals(group.statuses[day]) || !group.isStatusKnown) {
            group.isStatusKnown = true;
            Arrays.fill(group.statuses, from, day + 1, status);
            group.statusSince = from;
            tell(day, "%s is %s from %d", group, status, from);
        }
    }

    void stage(Group group, String stage, int from, int day) {
        if (!stage.equals(group.stages[day])) {
            Arrays.fill(group.stages, from, day + 1, stage);
            group.stageSince = from;
            tell(day, "%s is %s from %d", group, stage, from);
        }
    }

    /// @param to the first day it no longer counts
    void permit(Group group, String kind, int from, int to, int day) {
        var permit = new Permit(kind, from, to);
        Arrays.fill(permit.of, from, day + 1, group);
        permits.add(permit);
        tell(day, "%s has %s from %d to %d", group, kind, from, to);
    }

    List<Group> open() {
        return groups.stream().filter(group -> group.isOpen).toList();
    }

    /// A group that was deactivated, not merged; null if there is none.
    @Nullable
    Group closed(Random random) {
        List<Group> closed = groups.stream()
                .filter(group -> !group.isOpen && !group.isMerged)
                .toList();
        return closed.isEmpty() ? null : closed.get(random.nextInt(closed.size()));
    }

    /// A random member of the group; null if it has none.
    @Nullable
    Person member(Group group, int day, Random random) {
        List<Person> members =
                persons.stream().filter(person -> person.of[day] == group).toList();
        return members.isEmpty() ? null : members.get(random.nextInt(members.size()));
    }

    /// The expected rows of a measure, without zeros.
    Map<List<String>, Long> rows(String measure, List<String> by, String area, int length, int day) {
        Map<List<String>, Set<Object>> rows = new HashMap<>();
        for (Counted each : counted(measure, area, day)) {
            List<String> keys = by.stream()
                    .map((Function<String, String>) dimension -> switch (dimension) {
                        case "area" -> {
                            String village = each.group.villages[day];
                            yield village.substring(0, Math.min(length, village.length()));
                        }
                        case "sector" -> each.group.sectors[day];
                        case "stage" -> each.group.stages[day];
                        case "status" -> each.group.statuses[day];
                        case "permit" -> each.kind;
                        default -> throw new IllegalArgumentException(dimension);
                    })
                    .toList();
            rows.computeIfAbsent(keys, key -> new HashSet<>()).add(each.what);
        }
        Map<List<String>, Long> figures = new HashMap<>();
        rows.forEach((keys, things) -> figures.put(keys, (long) things.size()));
        return figures;
    }

    long total(String measure, String area, int day) {
        return counted(measure, area, day).stream()
                .map(Counted::what)
                .distinct()
                .count();
    }

    /// A counted item in a group that counts.
    private record Counted(Object what, Group group, String kind) {}

    private List<Counted> counted(String measure, String area, int day) {
        List<Counted> all = new ArrayList<>();
        switch (measure) {
            case "groups" -> groups.forEach(group -> all.add(new Counted(group, group, "")));
            case "members" -> {
                for (Person person : persons) {
                    if (person.of[day] != null) {
                        all.add(new Counted(person, person.of[day], ""));
                    }
                }
            }
            case "groups-with-permit" -> {
                for (Permit permit : permits) {
                    if (permit.of[day] != null && permit.from <= day && day < permit.to) {
                        all.add(new Counted(permit.of[day], permit.of[day], permit.kind));
                    }
                }
            }
            default -> throw new IllegalArgumentException(measure);
        }
        all.removeIf(each -> !each.group.counted[day] || !each.group.villages[day].startsWith(area));
        return all;
    }

    private void tell(int day, String what, Object... arguments) {
        told.add("day %d: ".formatted(day) + what.formatted(arguments));
    }

    /// The log of events, for the message of a failed assertion.
    String told() {
        return String.join("\n", told);
    }

    @Override
    public String toString() {
        return name;
    }
}
