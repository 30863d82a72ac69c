package id.cemara.statistics;

import static id.cemara.Rows.run;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Actors;
import id.cemara.Cemara;
import id.cemara.OnEmptyDatabase;
import id.cemara.TestDatabases;
import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.FieldEncryption;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupStage;
import id.cemara.registry.GroupStages;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.duplicates.MergeProblem.MergeChangedSince;
import id.cemara.registry.duplicates.Merges;
import id.cemara.registry.groups.GroupDetails;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.GroupStatuses;
import id.cemara.registry.groups.Registry;
import id.cemara.registry.groups.ReviewStep;
import id.cemara.registry.members.IdentityNumbers;
import id.cemara.registry.members.MemberDetails;
import id.cemara.registry.members.Members;
import id.cemara.registry.members.Memberships;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import id.cemara.statistics.RecountedHistory.Group;
import id.cemara.statistics.RecountedHistory.Merged;
import id.cemara.statistics.RecountedHistory.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.transaction.support.TransactionTemplate;

/// Property test: random merges, reversals, moves, closings and back-dated facts, day by day through the
/// application. [RecountedHistory] records the expected counts of each day. Later events must not change a
/// past day's figures, except through a back-dated fact or a reversal; areas and breakdowns sum to the
/// total; a reversed merge leaves no trace. Run more with `-Dcemara.histories=5000`.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(initializers = OnEmptyDatabase.class)
class RandomHistoriesTests {

    private static final int HISTORIES = Integer.getInteger("cemara.histories", 200);
    private static final long SEED = Long.getLong("cemara.histories.seed", 28);
    private static final int DAYS = 12;
    /// This many histories share one database, each at its own time; then the database is emptied.
    private static final int TOGETHER = 50;

    private static final LocalDate BEGIN = LocalDate.of(2001, 1, 1);
    private static final Actor OFFICE = Actors.of(Role.DISTRICT_OFFICE, "17");
    private static final List<String> VILLAGES =
            List.of("17.07.04.1003", "17.07.04.2001", "17.07.01.2002", "17.05.04.2001");
    private static final List<String> AREAS = List.of("", "17", "17.07", "17.07.04");

    @TestBean
    @SuppressWarnings("NullAway.Init") // set by the framework
    private Clock clock;

    /// A single thread runs the listeners; waiting for it after each change makes histories deterministic.
    @TestBean("applicationTaskExecutor")
    @SuppressWarnings("NullAway.Init") // set by the framework
    private AsyncTaskExecutor executor;

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private List<Measure> measures;

    @Autowired
    private Areas areas;

    @Autowired
    private GroupsInScope groups;

    @Autowired
    private Registry registry;

    @Autowired
    private GroupReviews reviews;

    @Autowired
    private Members members;

    @Autowired
    private Memberships memberships;

    @Autowired
    private GroupStatuses statuses;

    @Autowired
    private GroupStages stages;

    @Autowired
    private Merges merges;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private FieldEncryption encryption;

    private final Map<String, Measure> byKey = new HashMap<>();
    private final List<Area> villages = new ArrayList<>();
    private Connection owner;
    private int numbers;

    static Clock clock() {
        return new Today();
    }

    static AsyncTaskExecutor executor() {
        return new TaskExecutorAdapter(Executors.newSingleThreadExecutor());
    }

    /// A clock set by hand.
    private static final class Today extends Clock {

        private LocalDate day = BEGIN;

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Jakarta");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return day.atTime(LocalTime.NOON).atZone(getZone()).toInstant();
        }
    }

    @BeforeEach
    void a_database_without_groups() throws SQLException {
        owner = TestDatabases.asOwner(access);
        measures.forEach(measure -> byKey.put(measure.key(), measure));
        for (String code : VILLAGES) {
            villages.add(areas.find(new AreaCode(code)).orElseThrow());
        }
    }

    @AfterEach
    void close() throws SQLException {
        owner.close();
    }

    @Test
    void whatever_happens_later_a_day_keeps_what_was_counted_on_it() throws Exception {
        List<RecountedHistory> earlier = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            if (i % TOGETHER == 0) {
                forget();
                earlier.clear();
            }
            var random = new Random(SEED * 1_000_003 + i);
            LocalDate start = BEGIN.plusDays((long) (i % TOGETHER) * (DAYS + 1));
            var history = new RecountedHistory("history %d of seed %d".formatted(i, SEED), start, DAYS);
            CurrentActor.call(OFFICE, () -> {
                live(history, random);
                return null;
            });
            earlier.add(history);
            RecountedHistory any = earlier.get(random.nextInt(earlier.size()));
            check(any, random, DAYS - 1, 1);
        }
    }

    private void live(RecountedHistory history, Random random) throws Exception {
        begin(history, random);
        for (int day = 0; day < DAYS; day++) {
            put(history.day(day));
            history.begin(day);
            for (int i = random.nextInt(3); i > 0; i--) {
                try {
                    happen(history, random, day);
                    executor.submit(() -> {}).get();
                } catch (RuntimeException e) {
                    throw new AssertionError("%s%n%s".formatted(history, history.told()), e);
                }
            }
            if (day == DAYS / 2) {
                check(history, random, day, 2);
            }
        }
        check(history, random, DAYS - 1, 4);
        LocalDate end = history.day(DAYS);
        run(
                owner,
                "update registry.verifications set valid_to = '%s' where valid_to is null".formatted(end),
                "update registry.business_groups set deactivated_on = '%s' where deactivated_on is null"
                        .formatted(end));
    }

    /// Four groups, one of them unverified, with three or four members each; some persons are in two groups.
    private void begin(RecountedHistory history, Random random) throws SQLException {
        LocalDate registered = history.day(0);
        for (int i = 0; i < 4; i++) {
            boolean isVerified = i < 3;
            String village = VILLAGES.get(random.nextInt(VILLAGES.size()));
            Group group = history.group(UUID.randomUUID(), village, isVerified);
            numbers++;
            run(
                    owner,
                    """
                    insert into registry.business_groups
                           (id, number, slug, name, area_code, place, approval, registered_on, verified_on)
                    select '%1$s', '17.07-%2$s', 'riwayat-%2$s', 'Riwayat', a.code, a.path, '%4$s', '%5$s', %6$s
                      from area.areas a where a.code = '%3$s'
                    """.formatted(
                                    group.id,
                                    10_000 + numbers,
                                    village,
                                    isVerified ? "verified" : "draft",
                                    registered,
                                    isVerified ? "'" + registered + "'" : "null"),
                    """
                    insert into registry.group_places (group_id, area_code, valid_from) values ('%1$s', '%2$s', '%3$s');
                    insert into registry.group_sectors (group_id, sector_key, is_primary, valid_from)
                    values ('%1$s', 'home-industry', true, '%3$s');
                    insert into registry.group_stages (group_id, stage, valid_from) values ('%1$s', 'basic', '%3$s');
                    """.formatted(group.id, village, registered));
            if (isVerified) {
                run(
                        owner,
                        "insert into registry.verifications (group_id, valid_from) values ('%s', '%s')"
                                .formatted(group.id, registered));
            }
            for (int member = 3 + random.nextInt(2); member > 0; member--) {
                Person person = history.join(UUID.randomUUID(), group, 0, 0);
                person.nik = random.nextInt(8);
                if (history.isIn(person.nik, group, 0, person)) {
                    person.nik = -1;
                }
                run(owner, """
                        insert into registry.memberships (id, group_id, joined_on) values ('%1$s', '%2$s', '%3$s');
                        insert into registry.members (membership_id, group_id, area_code, name, nik_cipher, nik_hash)
                        select '%1$s', g.id, g.area_code, 'Contoh',
                               case when %4$s >= 0 then '\\x%5$s'::bytea end, case when %4$s >= 0 then sha256('%4$s') end
                          from registry.business_groups g where g.id = '%2$s'
                        """.formatted(person.id, group.id, registered, person.nik, cipher(person)));
            }
        }
    }

    private String cipher(Person person) {
        return HexFormat.of().formatHex(encryption.encrypt("1707000000000001", IdentityNumbers.nikContext(person.id)));
    }

    private void happen(RecountedHistory history, Random random, int day) throws Exception {
        List<Group> open = history.open();
        if (open.isEmpty()) {
            return;
        }
        Group group = open.get(random.nextInt(open.size()));
        int back = random.nextInt(day + 1);
        switch (random.nextInt(13)) {
            case 0, 1 -> {
                Group into = open.get(random.nextInt(open.size()));
                if (into != group) {
                    UUID merge = merges.merge(number(group), number(into), "Terdaftar dua kali.", false)
                            .id();
                    history.merge(merge, group, into, day);
                }
            }
            case 2 -> {
                if (!history.merges.isEmpty()) {
                    undo(history, history.merges.get(random.nextInt(history.merges.size())), day);
                }
            }
            case 3 -> {
                take(group, ReviewStep.DEACTIVATE, "Contoh.");
                history.close(group, day);
            }
            case 4 -> {
                Group closed = history.closed(random);
                if (closed != null) {
                    take(closed, ReviewStep.REACTIVATE, null);
                    history.reopen(closed, day);
                }
            }
            case 5 -> {
                if (!group.isVerified) {
                    take(group, ReviewStep.VERIFY, null);
                    history.verify(group, day);
                }
            }
            case 6 -> {
                Area village = villages.get(random.nextInt(3));
                if (group.village(day).startsWith("17.07")) {
                    change(group, village, group.sector(day));
                    history.move(group, village.code().value(), day);
                }
            }
            case 7 -> {
                String sector = random.nextBoolean() ? "agriculture" : "services";
                change(group, areas.find(new AreaCode(group.village(day))).orElseThrow(), sector);
                history.work(group, sector, day);
            }
            case 8 -> {
                UUID id = members.add(
                                new GroupId(group.id),
                                new MemberDetails("Contoh", null, null, null, null, history.day(back)),
                                true)
                        .id();
                history.join(id, group, back, day);
            }
            case 9 -> {
                Person person = history.member(group, day, random);
                if (person != null) {
                    int on = Math.max(person.since, back);
                    int seen = members.read(new GroupId(group.id), person.id).version();
                    memberships.leave(new GroupId(group.id), person.id, seen, history.day(on));
                    history.leave(person, on, day);
                }
            }
            case 10 -> {
                OperatingStatus status = OperatingStatus.values()[random.nextInt(3)];
                int from = Math.max(group.statusSince, back);
                statuses.set(new GroupId(group.id), status, null, history.day(from));
                history.status(group, status.key(), from, day);
            }
            case 11 -> {
                GroupStage stage = GroupStage.values()[random.nextInt(3)];
                int from = Math.max(group.stageSince, back);
                transaction.executeWithoutResult(
                        status -> stages.set(groups.byId(new GroupId(group.id)), stage, history.day(from)));
                history.stage(group, stage.key(), from, day);
            }
            default -> {
                int last = back + random.nextInt(DAYS);
                String kind = random.nextBoolean() ? "nib" : "halal";
                numbers++;
                run(owner, """
                        insert into permit.permits (id, group_id, area_code, kind, number, issued_on, expires_on, recorded_on)
                        select uuidv7(), id, area_code, '%s', '%s', '%s', '%s', '%s'
                          from registry.business_groups where id = '%s'
                        """.formatted(
                                kind, numbers, history.day(back), history.day(last), history.day(day), group.id));
                history.permit(group, kind, back, last + 1, day);
            }
        }
    }

    private void undo(RecountedHistory history, Merged merged, int day) {
        if (history.canUndo(merged)) {
            merges.undo(merged.id());
            history.undo(merged, day);
            return;
        }
        try {
            merges.undo(merged.id());
            throw new AssertionError("%s: a merge of a closed group was undone%n%s".formatted(history, history.told()));
        } catch (Refused refused) {
            assertThat(refused.problem()).as(history.told()).isInstanceOf(MergeChangedSince.class);
        }
    }

    private void take(Group group, ReviewStep step, @Nullable String reason) {
        reviews.take(
                new GroupId(group.id), step, groups.byId(new GroupId(group.id)).version(), reason, List.of());
    }

    private void change(Group group, Area village, String sector) {
        GroupInScope now = groups.byId(new GroupId(group.id));
        registry.change(
                new GroupId(group.id),
                now.version(),
                new GroupDetails(
                        now.name(),
                        village,
                        List.of(new GroupDetails.Business(sector, null)),
                        now.registeredOn(),
                        null,
                        null,
                        null,
                        null));
    }

    private String number(Group group) {
        return groups.byId(new GroupId(group.id)).number();
    }

    private void check(RecountedHistory history, Random random, int lastDay, int days) {
        for (int i = 0; i < days; i++) {
            int day = random.nextInt(lastDay + 1);
            String area = AREAS.get(random.nextInt(AREAS.size()));
            for (String dimension : List.of("sector", "stage", "status")) {
                if (random.nextInt(3) == 0) {
                    check(history, "groups", List.of(dimension), area, day);
                    check(history, "members", List.of("area", dimension), area, day);
                }
            }
            check(history, "groups", List.of("area"), area, day);
            check(history, "members", List.of("area"), area, day);
            check(history, "groups-with-permit", List.of("area"), area, day);
            check(history, "groups-with-permit", List.of("permit"), area, day);
        }
    }

    private void check(RecountedHistory history, String measure, List<String> by, String area, int day) {
        var question = new Question(by, area.isEmpty() ? null : new AreaCode(area), history.day(day));
        Measure.Figures figures = Objects.requireNonNull(byKey.get(measure)).compute(question);
        Map<List<String>, Long> rows = new HashMap<>();
        for (Measure.Row row : figures.rows()) {
            rows.put(row.keys(), number(row.value()));
        }
        String what = "%s: %s by %s in '%s' on day %d%n%s".formatted(history, measure, by, area, day, history.told());
        assertThat(rows).as(what).isEqualTo(history.rows(measure, by, area, question.childCodeLength(), day));
        assertThat(number(figures.total())).as(what).isEqualTo(history.total(measure, area, day));
        if (!by.contains("permit")) {
            assertThat(rows.values().stream().mapToLong(Long::longValue).sum())
                    .as(what)
                    .isEqualTo(number(figures.total()));
        }
    }

    private static long number(@Nullable Number value) {
        return value == null ? 0 : value.longValue();
    }

    private void put(LocalDate day) {
        ((Today) clock).day = day;
    }

    private void forget() throws SQLException {
        run(owner, "truncate registry.business_groups, registry.memberships, permit.permits, permit.held cascade");
    }
}
