package id.cemara.registry.imports;

import static id.cemara.registry.imports.GroupsImport.ADDRESS;
import static id.cemara.registry.imports.GroupsImport.NAME;
import static id.cemara.registry.imports.GroupsImport.PHONE;
import static id.cemara.registry.imports.GroupsImport.REGISTERED;
import static id.cemara.registry.imports.GroupsImport.SECTOR;
import static id.cemara.registry.imports.GroupsImport.VILLAGE;

import id.cemara.area.Areas;
import id.cemara.area.Areas.Place;
import id.cemara.exchange.ImportRow;
import id.cemara.exchange.ImportRun;
import id.cemara.registry.groups.GroupDetails;
import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.registry.groups.Registry;
import id.cemara.shared.AreaCode;
import id.cemara.shared.PhoneNumbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Import of one table of groups. A row is known if its village already has a group of that name, ignoring
/// the programme's words.
final class GroupsRun implements ImportRun {

    private static final int MAX_NAME = 120;
    private static final int MAX_ADDRESS = 300;

    private final Supplier<GroupIndex> groupsNow;
    private final GroupIndex groups;
    private final VillageIndex villages;
    private final Areas areas;
    private final Registry registry;
    private final LocalDate today;
    private final boolean write;
    private final Set<String> seen = new HashSet<>();
    private final Map<Integer, String> known = new HashMap<>();
    private final List<Read> fresh = new ArrayList<>();

    /// A valid row.
    private record Read(
            int line,
            String name,
            Place village,
            List<Business> businesses,
            LocalDate registered,
            @Nullable String phone,
            @Nullable String address) {}

    /// @param groupsNow reads the current groups each time it is called
    GroupsRun(
            Supplier<GroupIndex> groupsNow,
            VillageIndex villages,
            Areas areas,
            Registry registry,
            LocalDate today,
            boolean write) {
        this.groupsNow = groupsNow;
        this.groups = groupsNow.get();
        this.villages = villages;
        this.areas = areas;
        this.registry = registry;
        this.today = today;
        this.write = write;
    }

    @Override
    public void check(List<ImportRow> rows) {
        rows.forEach(this::check);
    }

    private void check(ImportRow row) {
        String name = GroupName.bare(row.required(NAME));
        if (name.length() > MAX_NAME) {
            row.error(NAME, "too-long", Integer.toString(MAX_NAME));
        }
        Place village = village(row);
        List<Business> businesses = businesses(row);
        LocalDate registered = row.day(REGISTERED, today).orElse(today);
        if (registered.isAfter(today)) {
            row.error(REGISTERED, "day-ahead");
        }
        String phone = phone(row);
        String address = row.text(ADDRESS);
        if (address.length() > MAX_ADDRESS) {
            row.error(ADDRESS, "too-long", Integer.toString(MAX_ADDRESS));
        }
        if (!row.isBad() && village != null) {
            row.keep(new Read(
                    row.line(), name, village, businesses, registered, phone, address.isEmpty() ? null : address));
        }
    }

    private @Nullable Place village(ImportRow row) {
        if (row.cell(VILLAGE).isBlank()) {
            row.error(VILLAGE, "missing");
            return null;
        }
        String text = row.code(VILLAGE);
        if (text.isEmpty()) {
            return null;
        }
        VillageIndex.Found found = villages.find(text);
        if (found.found().isEmpty()) {
            row.error(VILLAGE, "area-unknown", text);
            return null;
        }
        if (found.found().size() > 1) {
            row.error(
                    VILLAGE,
                    "area-ambiguous",
                    text,
                    found.found().stream()
                            .limit(3)
                            .map(place -> place.path() + " " + place.code())
                            .collect(Collectors.joining("; ")));
            return null;
        }
        if (found.named()) {
            row.error(VILLAGE, "area-needs-path", found.found().getFirst().path());
            return null;
        }
        return found.found().getFirst();
    }

    /// Up to two lines of business: "pertanian; jasa".
    private static List<Business> businesses(ImportRow row) {
        List<Business> businesses = new ArrayList<>();
        for (String part : row.required(SECTOR).split("[;/+]|,| dan (?!lain)")) {
            if (part.isBlank()) {
                continue;
            }
            Optional<Business> business = SectorName.find(part);
            if (business.isEmpty()) {
                row.error(SECTOR, "sector-unknown", part.strip());
            } else if (!businesses.contains(business.get())) {
                businesses.add(business.get());
            }
        }
        if (businesses.size() > 2) {
            row.warn(SECTOR, "sectors-many");
        }
        return businesses.subList(0, Math.min(2, businesses.size()));
    }

    private static @Nullable String phone(ImportRow row) {
        if (row.cell(PHONE).isBlank()) {
            return null;
        }
        Optional<String> phone = PhoneNumbers.parse(row.cell(PHONE).text().replaceFirst("^'", ""));
        if (phone.isEmpty()) {
            row.error(PHONE, "phone-form");
        }
        return phone.orElse(null);
    }

    @Override
    public void stage(List<ImportRow> rows) {
        for (ImportRow row : rows) {
            Read read = row.kept(Read.class);
            String area = read.village().code();
            if (isIn(groups, read)) {
                known.put(row.line(), "group-known");
            } else if (!seen.add(area + " " + GroupName.key(read.name()))) {
                known.put(row.line(), "row-repeated");
            } else {
                fresh.add(read);
            }
        }
    }

    /// Serialises imports that name the same kabupaten, then reads the groups again to recognise those
    /// registered since the check.
    private void hold() {
        fresh.stream()
                .map(read -> new AreaCode(read.village().code()).regency().orElseThrow())
                .distinct()
                .sorted(Comparator.comparing(AreaCode::value)) // one lock order, no deadlock
                .forEach(registry::holdRegistering);
        GroupIndex now = groupsNow.get();
        fresh.removeIf(read -> {
            boolean isKnown = isIn(now, read);
            if (isKnown) {
                known.put(read.line(), "group-known");
            }
            return isKnown;
        });
    }

    private static boolean isIn(GroupIndex book, Read read) {
        return book.named(read.name()).stream()
                .anyMatch(group -> group.areaCode().equals(read.village().code()));
    }

    @Override
    public Result finish(Notes notes) {
        if (write) {
            hold();
        }
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(row -> notes.existing(row.getKey(), row.getValue()));
        if (write) {
            for (Read read : fresh) {
                registry.register(new GroupDetails(
                        read.name(),
                        areas.find(new AreaCode(read.village().code())).orElseThrow(),
                        read.businesses(),
                        read.registered(),
                        read.phone(),
                        read.address(),
                        null,
                        null));
            }
        }
        return new Result(fresh.size(), known.size());
    }
}
