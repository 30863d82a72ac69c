package id.cemara.registry.sample;

import id.cemara.platform.CopyTable;
import id.cemara.registry.sample.WrittenOtherwise.Way;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Measures the check for duplicates on records of which it is known whether they are one: half of them groups in the
/// villages of Bengkulu, half of them registrations that are checked against these, as many true duplicates as groups
/// that only look like one. A pure function of the seed.
public final class LabelledDuplicates {

    private static final String PROVINCE = "17.";

    private final Connection owner;
    private final Chance chance;
    private final WrittenOtherwise otherwise;
    private final List<Original> originals = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private final List<Village> villages = new ArrayList<>();
    private final Map<String, List<Village>> districts = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();
    private int phones;
    private int persons;

    private LabelledDuplicates(Connection owner, List<Village> everywhere, long seed) {
        this.owner = owner;
        this.chance = Chance.of(seed, -9);
        this.otherwise = new WrittenOtherwise(chance);
        for (Village village : everywhere) {
            if (village.code().startsWith(PROVINCE)) {
                villages.add(village);
                districts
                        .computeIfAbsent(village.code().substring(0, 8), code -> new ArrayList<>())
                        .add(village);
            }
        }
    }

    /// A group that is there.
    private record Original(
            UUID id, String name, Village village, @Nullable String phone, List<String> niks) {}

    /// A registration to check.
    ///
    /// @param kind how it was made
    /// @param original the group it is a duplicate of; null when it is none
    private record Probe(
            String kind,
            @Nullable Original original,
            String name,
            Village village,
            @Nullable String phone,
            List<String> niks) {}

    /// How often the check was right.
    ///
    /// @param checks how many registrations were checked
    /// @param precision the part of the hits that were duplicates
    /// @param recall the part of the duplicates that were hit
    /// @param p50 half of the checks took at most so many milliseconds
    /// @param p95 nineteen of twenty checks took at most so many milliseconds
    /// @param kinds each way a registration was made, with how many were answered rightly of how many
    public record Report(
            int checks, double precision, double recall, double p50, double p95, Map<String, String> kinds) {}

    /// Told about every pair that is looked at, for finding weights.
    interface Evidence {
        void of(String kind, boolean duplicate, ResultSet evidence) throws SQLException;
    }

    /// Writes the groups, checks the registrations and counts. Every other group is deactivated within the transaction,
    /// and nothing stays of it all: the transaction is rolled back.
    ///
    /// @param records groups and registrations together
    public static Report measure(Connection owner, int records, long seed) throws SQLException {
        try {
            LabelledDuplicates set = written(owner, records, seed);
            return set.check();
        } finally {
            owner.rollback();
        }
    }

    /// Tells the evidence for and against each pair that is looked at, and rolls back.
    static void evidence(Connection owner, int records, long seed, Evidence consumer) throws SQLException {
        try {
            LabelledDuplicates set = written(owner, records, seed);
            for (Probe probe : set.probes) {
                set.tell(probe, consumer);
            }
        } finally {
            owner.rollback();
        }
    }

    private static LabelledDuplicates written(Connection owner, int records, long seed) throws SQLException {
        if (owner.getAutoCommit()) {
            throw new IllegalStateException("the set is written within one transaction");
        }
        var set = new LabelledDuplicates(
                owner, new SampleConfiguration().villages().read(owner), seed);
        set.invent(records / 2);
        set.write();
        return set;
    }

    private void invent(int groups) {
        while (originals.size() < groups) {
            Village village = chance.pick(villages);
            originals.add(new Original(
                    new UUID(chance.bits(), chance.bits()),
                    newName(village),
                    village,
                    chance.percent(70) ? phone() : null,
                    chance.percent(50) ? persons(chance.between(3, 9)) : List.of()));
        }
        for (int i = 0; i < groups; i++) {
            Original original = originals.get(i);
            probes.add(chance.percent(50) ? duplicate(original) : lookalike(original));
        }
    }

    /// A name no group of that village has.
    private String newName(Village village) {
        String name;
        do {
            name = GroupNames.invent(village, SectorPair.drawn(chance).primary(), chance);
            if (chance.percent(5)) {
                name = name.split(" ", 2)[0] + " " + chance.pick(List.of("I", "1", "II", "2", "III", "A", "B"));
            }
        } while (!taken.add(village.code() + " " + withDigits(name)));
        return name;
    }

    /// "Mawar II" and "Mawar 2" are one name.
    private static String withDigits(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll(" iii$", " 3")
                .replaceAll(" ii$", " 2")
                .replaceAll(" i$", " 1");
    }

    private Probe duplicate(Original original) {
        Way way = Way.drawn(chance);
        Village village = original.village;
        boolean samePhone = chance.percent(35);
        boolean samePersons = chance.percent(30);
        boolean moved = false;
        if (way == Way.ANOTHER_NAME || way == Way.ONE_WORD_ELSE) {
            // Nobody could tell from such a name alone.
            samePhone |= way == Way.ONE_WORD_ELSE && chance.percent(60);
            samePersons |= way == Way.ANOTHER_NAME || !samePhone;
            if (!(samePersons && !original.niks.isEmpty() || samePhone && original.phone != null)) {
                way = Way.SLIP;
            }
        } else if (chance.percent(8)) {
            moved = true;
            samePhone |= chance.percent(70);
            samePersons |= !samePhone;
        }
        String name = otherwise.write(original.name, way);
        village = moved ? neighbour(village) : village;
        String kind = "duplicate: " + way.label() + (moved ? ", other village" : "");
        return new Probe(
                kind,
                original,
                name,
                village,
                samePhone && original.phone != null ? original.phone : maybePhone(),
                samePersons ? mostOf(original.niks) : maybePersons());
    }

    private Probe lookalike(Original original) {
        Village village = original.village;
        return switch (chance.below(7)) {
            case 0 ->
                none(
                        "same name in a neighbouring village",
                        otherwise.lightly(original.name),
                        neighbour(village),
                        null,
                        List.of());
            case 1 ->
                none(
                        "same name in another kecamatan",
                        otherwise.lightly(original.name),
                        chance.pick(villages),
                        null,
                        List.of());
            case 2 ->
                none(
                        "sister group with another number",
                        otherwise.lightly(nextNumber(original)),
                        village,
                        chance.percent(30) ? original.phone : null,
                        List.of());
            case 3 -> none("other group with the same telephone", newName(village), village, original.phone, List.of());
            case 4 ->
                none(
                        "one person in two groups",
                        newName(village),
                        village,
                        null,
                        original.niks.isEmpty() ? List.of() : List.of(original.niks.getFirst()));
            case 5 -> none("first word in common", sister(original), village, null, List.of());
            default -> none("another group of the village", newName(village), village, null, List.of());
        };
    }

    private Probe none(String kind, String name, Village village, @Nullable String phone, List<String> niks) {
        List<String> persons = new ArrayList<>(niks);
        persons.addAll(niks.isEmpty() ? maybePersons() : persons(chance.between(3, 8)));
        return new Probe("none: " + kind, null, name, village, phone == null ? maybePhone() : phone, persons);
    }

    private String nextNumber(Original original) {
        String name = original.name;
        do {
            name = otherwise.nextNumber(name);
        } while (!taken.add(original.village.code() + " " + withDigits(name)));
        return name;
    }

    private String sister(Original original) {
        String first = original.name.split(" ", 2)[0];
        String name;
        do {
            name = first + " " + chance.pick(WrittenOtherwise.SECOND_WORDS);
        } while (!taken.add(original.village.code() + " " + withDigits(name)));
        return name;
    }

    private Village neighbour(Village village) {
        List<Village> near = districts.getOrDefault(village.code().substring(0, 8), List.of(village));
        Village other = chance.pick(near);
        return other.equals(village) ? near.get((near.indexOf(village) + 1) % near.size()) : other;
    }

    private @Nullable String maybePhone() {
        return chance.percent(60) ? phone() : null;
    }

    /// A number nobody has; 0861 has been given to no mobile operator.
    private String phone() {
        return "+62861" + (10_000_000 + phones++);
    }

    private List<String> maybePersons() {
        return chance.percent(50) ? persons(chance.between(3, 9)) : List.of();
    }

    /// Hashes of so many persons nobody has seen before.
    private List<String> persons(int count) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add("%064x".formatted(++persons));
        }
        return List.copyOf(hashes);
    }

    private List<String> mostOf(List<String> niks) {
        List<String> most = new ArrayList<>(niks);
        chance.shuffle(most);
        int kept = Math.max(Math.min(2, most.size()), most.size() * chance.between(55, 100) / 100);
        List<String> same = new ArrayList<>(most.subList(0, kept));
        same.addAll(persons(chance.below(3)));
        return same;
    }

    private void write() throws SQLException {
        var groups = new CopyTable(
                "registry.business_groups", "id, number, slug, name, area_code, place, approval, registered_on");
        var contacts = new CopyTable("registry.group_private", "group_id, area_code, contact_phone");
        var memberships = new CopyTable("registry.memberships", "id, group_id, joined_on");
        var members = new CopyTable(
                "registry.members", "membership_id, group_id, area_code, name, nik_cipher, nik_hash, during");
        List<CopyTable> tables = List.of(groups, contacts, memberships, members);
        int number = 0;
        for (Original original : originals) {
            String area = original.village.code();
            String tail = String.valueOf(10_000_000 + number++);
            groups.add(original.id, "99.99-" + tail, "uji-" + tail, original.name, area, "-", "draft", "2019-01-01");
            contacts.add(original.id, area, original.phone);
            for (String nik : original.niks) {
                UUID id = new UUID(chance.bits(), chance.bits());
                memberships.add(id, original.id, "2019-01-01");
                members.add(id, original.id, area, "-", "\\x00", "\\x" + nik, "[2019-01-01,)");
            }
        }
        try (Statement statement = owner.createStatement()) {
            for (CopyTable table : tables) {
                statement.execute("alter table " + table.name() + " disable trigger user");
            }
            statement.execute("update registry.business_groups set deactivated_on = registered_on"
                    + " where deactivated_on is null");
            for (CopyTable table : tables) {
                table.send(owner.unwrap(PGConnection.class).getCopyAPI());
                statement.execute("analyze " + table.name());
            }
        }
    }

    private Report check() throws SQLException {
        double[] milliseconds = new double[probes.size()];
        int rightHits = 0;
        int wrongHits = 0;
        int duplicates = 0;
        Map<String, int[]> kinds = new TreeMap<>();
        try (PreparedStatement check =
                owner.prepareStatement("select group_id from registry.duplicate_candidates(?, ?, ?, ?, null)")) {
            for (int i = 0; i < probes.size(); i++) {
                Probe probe = probes.get(i);
                fill(check, probe);
                boolean hit = false;
                int wrong = 0;
                long begun = System.nanoTime();
                try (ResultSet row = check.executeQuery()) {
                    while (row.next()) {
                        boolean right = isOriginal(probe, row);
                        hit |= right;
                        wrong += right ? 0 : 1;
                    }
                }
                milliseconds[i] = (System.nanoTime() - begun) / 1e6;
                rightHits += hit ? 1 : 0;
                wrongHits += wrong;
                duplicates += probe.original == null ? 0 : 1;
                int[] count = kinds.computeIfAbsent(probe.kind, kind -> new int[2]);
                count[0] += wrong == 0 && hit == (probe.original != null) ? 1 : 0;
                count[1]++;
            }
        }
        Arrays.sort(milliseconds);
        Map<String, String> rightOf = new TreeMap<>();
        kinds.forEach((kind, count) -> rightOf.put(kind, count[0] + " of " + count[1]));
        return new Report(
                probes.size(),
                (double) rightHits / (rightHits + wrongHits),
                (double) rightHits / duplicates,
                milliseconds[milliseconds.length / 2],
                milliseconds[milliseconds.length * 95 / 100],
                rightOf);
    }

    private void tell(Probe probe, Evidence consumer) throws SQLException {
        try (PreparedStatement check =
                owner.prepareStatement("select * from registry.duplicate_evidence(?, ?, ?, ?, null)")) {
            fill(check, probe);
            try (ResultSet row = check.executeQuery()) {
                while (row.next()) {
                    consumer.of(probe.kind, isOriginal(probe, row), row);
                }
            }
        }
    }

    private static boolean isOriginal(Probe probe, ResultSet row) throws SQLException {
        return probe.original != null && probe.original.id.equals(row.getObject("group_id", UUID.class));
    }

    private void fill(PreparedStatement check, Probe probe) throws SQLException {
        byte[][] niks = probe.niks.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        check.setString(1, probe.name);
        check.setString(2, probe.village.code());
        check.setString(3, probe.phone);
        check.setArray(4, owner.createArrayOf("bytea", niks));
    }
}
