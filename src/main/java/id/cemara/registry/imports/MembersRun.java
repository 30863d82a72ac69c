package id.cemara.registry.imports;

import static id.cemara.registry.imports.MembersImport.BIRTH;
import static id.cemara.registry.imports.MembersImport.CARD;
import static id.cemara.registry.imports.MembersImport.GROUP;
import static id.cemara.registry.imports.MembersImport.JOINED;
import static id.cemara.registry.imports.MembersImport.NAME;
import static id.cemara.registry.imports.MembersImport.NIK;
import static id.cemara.registry.imports.MembersImport.PHONE;
import static id.cemara.registry.imports.MembersImport.VILLAGE;

import id.cemara.exchange.Cell;
import id.cemara.exchange.ImportRow;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.Ids;
import id.cemara.registry.members.IdentityNumbers;
import id.cemara.registry.members.MemberDetails;
import id.cemara.registry.members.MemberRequest;
import id.cemara.registry.members.NationalId;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Import of one table of members. Valid rows are staged in the same transaction ([StagedMembers]); those who
/// are not known yet are added under the importer's row-level policies.
final class MembersRun implements ImportRun {

    private static final int AUDITED_TOGETHER = 4_000;

    private final StagedMembers staged;
    private final GroupIndex groups;
    private final VillageIndex villages;
    private final IdentityNumbers numbers;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean write;
    private final LocalDate today;

    /// A valid row.
    private record Read(GroupIndex.Group group, MemberDetails details) {}

    MembersRun(
            StagedMembers staged,
            GroupIndex groups,
            VillageIndex villages,
            IdentityNumbers numbers,
            AuditTrail audit,
            Clock clock,
            boolean write) {
        this.staged = staged;
        this.groups = groups;
        this.villages = villages;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
        this.write = write;
        this.today = LocalDate.now(clock);
    }

    @Override
    public void check(List<ImportRow> rows) {
        rows.forEach(this::check);
    }

    private void check(ImportRow row) {
        GroupIndex.Group group = groups.find(row, GROUP, VILLAGE, villages);
        MemberDetails details = details(
                row,
                new MemberRequest(
                        row.required(NAME),
                        day(row, BIRTH),
                        row.cell(PHONE).text().replaceFirst("^'", ""),
                        digits(row, NIK),
                        digits(row, CARD),
                        day(row, JOINED)));
        if (row.isBad() || group == null || details == null) {
            return;
        }
        details.warnings(group.areaCode()).forEach(warning -> row.warn(NIK, warning));
        row.keep(new Read(group, details));
    }

    /// The row's facts under the rule of the form; its problems become errors of the row.
    private @Nullable MemberDetails details(ImportRow row, MemberRequest request) {
        try {
            return MemberDetails.read(request, today);
        } catch (Refused refused) {
            if (!(refused.problem() instanceof InvalidFields invalid)) {
                throw refused;
            }
            invalid.fields().forEach(problem -> refuse(row, problem));
            return null;
        }
    }

    /// Adds the error to the column, which has the field's name.
    private static void refuse(ImportRow row, FieldProblem problem) {
        switch (problem.expected()) {
            case "required", "no-control" -> {} // an error since the cell was read
            case "too-long" ->
                row.error(
                        problem.field(),
                        "too-long",
                        problem.arguments().getFirst().toString());
            case "phone" -> row.error(PHONE, "phone-form");
            case "nik" -> row.error(NIK, "nik-form");
            case "family-card" -> row.error(CARD, "card-form");
            default ->
                row.error(problem.field(), problem.field().equals(BIRTH) ? "birth-date-impossible" : "day-ahead");
        }
    }

    private @Nullable String day(ImportRow row, String column) {
        return row.day(column, today).map(LocalDate::toString).orElse(null);
    }

    /// An identity number as typed. One whose last digits a spreadsheet dropped, by storing it as a number of
    /// 15 digits, becomes an error of the row.
    private static @Nullable String digits(ImportRow row, String column) {
        Cell cell = row.cell(column);
        boolean isCutShort = !cell.isBlank()
                && (cell.kind() != Cell.Kind.TEXT
                        || cell.text().matches("\\d[.,]\\d+[eE]\\+?\\d+")
                        || NationalId.isCutShort(cell.text()));
        if (isCutShort) {
            row.error(column, "digits-lost");
            return null;
        }
        return cell.text();
    }

    @Override
    public void stage(List<ImportRow> rows) {
        // Encryption dominates the run time, and rows are independent of each other.
        rows.parallelStream().map(this::cells).forEachOrdered(staged::add);
        staged.send();
    }

    private @Nullable Object[] cells(ImportRow row) {
        Read read = row.kept(Read.class);
        MemberDetails details = read.details();
        UUID id = Ids.next(clock);
        String card = details.familyCard();
        UUID family = card == null ? null : Ids.next(clock);
        return new @Nullable Object[] {
            row.line(),
            id,
            read.group().id(),
            read.group().areaCode(),
            details.name(),
            details.birthDate(),
            details.phone(),
            details.joinedOn(),
            numbers.nikHash(details.nik()),
            write ? numbers.nikCipher(id, details.nik()) : null,
            family,
            family, // replaced if an earlier row or the registry has the same card
            write && card != null ? numbers.cardHash(card) : null,
            write && card != null && family != null ? numbers.cardCipher(family, card) : null
        };
    }

    @Override
    public Result finish(Notes notes) {
        staged.analyze();
        if (write) {
            staged.holdGroups();
        }
        staged.markKnown();
        List<StagedMembers.Known> known = staged.known();
        known.forEach(row -> notes.existing(row.line(), row.code()));
        int all = staged.count();
        if (write) {
            staged.insert();
            note();
        }
        return new Result(all - known.size(), known.size());
    }

    /// Audits every new member, in batches.
    private void note() {
        int last = 0;
        List<StagedMembers.Added> rows;
        do {
            rows = staged.added(last, AUDITED_TOGETHER);
            if (!rows.isEmpty()) {
                last = rows.getLast().line();
                audit.addAll(rows.parallelStream().map(this::entry).toList());
            }
        } while (rows.size() == AUDITED_TOGETHER);
    }

    private AuditEntry entry(StagedMembers.Added row) {
        Map<String, Change> personal = new LinkedHashMap<>();
        Change.note(personal, "name", null, row.name());
        Change.note(personal, "birthDate", null, row.birthDate());
        Change.note(personal, "phone", null, row.phone());
        Change.note(personal, "nik", null, numbers.nik(row.id(), row.nikCipher()));
        Change.note(personal, "familyCard", null, numbers.card(row.familyId(), row.cardCipher()));
        return AuditEntry.of("member.added", "member", row.id(), row.areaCode(), new GroupId(row.groupId()))
                .about(row.id())
                .changing(Map.of("joinedOn", new Change(null, row.joinedOn().toString())))
                .changingPersonal(personal);
    }
}
