package id.cemara.registry.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Invents the groups of one kabupaten after another and writes them. Within a kabupaten they come in the order of
/// their registration, which is the order of their numbers.
final class GroupLoader {

    private final long seed;
    private final GroupInventor inventor;
    private final GroupSlugs slugs = new GroupSlugs();
    private final GroupWriter writer;

    GroupLoader(Connection owner, long seed, LocalDate day) throws SQLException {
        this.seed = seed;
        this.inventor = new GroupInventor(seed, day);
        this.writer = GroupWriter.open(owner);
        this.writer.eachSlug(slugs::reserve);
        KnownGroup.ALL.forEach(known -> slugs.reserve(known.slug()));
    }

    void load(RegencyPlan plan) throws SQLException {
        List<Village> villages = new ArrayList<>(plan.villages());
        Chance.of(~seed, -1 - plan.firstOrdinal()).shuffle(villages);
        for (int i = 0; i < plan.groups(); i++) {
            writer.write(inventor.invent(outline(plan, villages, i)));
        }
        if (plan.groups() > 0) {
            writer.countedUpTo(plan.regency(), plan.firstNumber() + plan.groups() - 1);
        }
    }

    /// Makes everything written visible to readers of the directory.
    ///
    /// @return how many rows each table got, and how long that took
    List<GroupWriter.Written> finish() throws SQLException {
        return writer.finish();
    }

    private GroupOutline outline(RegencyPlan plan, List<Village> villages, int index) {
        long ordinal = plan.firstOrdinal() + index;
        // A sequence of its own, apart from the one that chooses the details.
        Chance chance = Chance.of(~seed, ordinal);
        int running = plan.firstNumber() + index;
        String number = "%s-%04d".formatted(plan.regency(), running);
        LocalDate registeredOn = RegistrationDays.at((index + chance.fraction()) / plan.groups());
        SectorPair sectors = plan.sectors().get(index);
        int members = plan.sizes().get(index);
        Optional<KnownGroup> known = plan.withKnown() ? KnownGroup.at(plan.regency(), running) : Optional.empty();
        if (known.isPresent()) {
            KnownGroup group = known.get();
            Village village = village(plan, group.village());
            return new GroupOutline(
                    ordinal, number, group.slug(), group.name(), village, registeredOn, sectors, members, group);
        }
        // Villages are in a random order, and the first have more groups than the last.
        Village village = villages.get((int) (villages.size() * StrictMath.pow(chance.fraction(), 1.4)));
        String name = GroupNames.invent(village, sectors.primary(), chance);
        String slug = slugs.take(name, village.name(), number);
        return new GroupOutline(ordinal, number, slug, name, village, registeredOn, sectors, members, null);
    }

    private static Village village(RegencyPlan plan, String code) {
        return plan.villages().stream()
                .filter(village -> village.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no village " + code + " for a group of the report"));
    }
}
