package id.cemara.platform;

import static id.cemara.TestDatabases.asApp;
import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A cached answer is as fresh as a new one: the data's version changes with every committed change and
/// with nothing else.
class DataVersionsTests {

    private static final List<String> TOPIC = List.of("notes");
    private static final String WRITE = "insert into public.notes default values";

    private static DatabaseAccess access;
    private static Connection reader;
    private static Connection writer;
    private static DataVersions versions;

    @BeforeAll
    static void prepare() throws SQLException {
        access = TestDatabases.fresh(Content.EMPTY);
        try (Connection owner = asOwner(access)) {
            run(owner, "create table public.notes (id int generated always as identity)");
            run(owner, """
                    create trigger notes_changed after insert or update or delete or truncate on public.notes
                       for each statement execute function platform.note_change('notes')
                    """);
            run(owner, "grant select, insert on public.notes to " + access.appUser());
        }
        reader = asApp(access);
        writer = asApp(access);
        versions = new DataVersions(JdbcClient.create(new SingleConnectionDataSource(reader, true)));
    }

    @AfterAll
    static void close() throws SQLException {
        reader.close();
        writer.close();
    }

    @Test
    void a_committed_change_is_a_new_version() throws SQLException {
        String before = versions.of(TOPIC);
        write();
        assertThat(versions.of(TOPIC)).isNotEqualTo(before);
    }

    @Test
    void a_change_becomes_a_version_when_it_commits_and_never_when_it_is_rolled_back() throws SQLException {
        String before = versions.of(TOPIC);
        try (Connection undecided = asApp(access)) {
            undecided.setAutoCommit(false);
            run(undecided, WRITE);
            assertThat(versions.of(TOPIC)).isEqualTo(before);
            undecided.rollback();
            assertThat(versions.of(TOPIC)).isEqualTo(before);
            run(undecided, WRITE);
            undecided.commit();
        }
        assertThat(versions.of(TOPIC)).isNotEqualTo(before);
    }

    @Test
    void a_statement_that_meets_no_row_counts_as_a_change() throws SQLException {
        String before = versions.of(TOPIC);
        try (Connection owner = asOwner(access)) {
            run(owner, "delete from public.notes where false");
        }
        assertThat(versions.of(TOPIC)).isNotEqualTo(before);
    }

    @Test
    void reading_and_other_topics_leave_the_version_alone() throws SQLException {
        String before = versions.of(TOPIC);
        try (Connection owner = asOwner(access)) {
            run(owner, "update area.areas set postal_code = postal_code where code = '17'");
        }
        assertThat(versions.of(TOPIC)).isEqualTo(before);
        assertThat(versions.of(List.of("notes", "area"))).isNotEqualTo(before);
        assertThat(versions.of(List.of("no-such-topic"))).isEmpty();
    }

    @Test
    void writers_do_not_wait_for_each_other_and_each_is_a_version() throws SQLException {
        Set<String> seen = new HashSet<>();
        seen.add(versions.of(TOPIC));
        try (Connection first = asApp(access);
                Connection second = asApp(access)) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            run(first, WRITE);
            run(second, "set local lock_timeout = '2s'");
            run(second, WRITE);
            second.commit();
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
            first.commit(); // an older transaction that commits later
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
        }
    }

    @Test
    void compaction_gives_a_version_that_never_was_and_leaves_few_rows() throws SQLException {
        Set<String> seen = new HashSet<>();
        for (int change = 0; change <= 200; change++) {
            write();
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
        }
        versions.compact();
        assertThat(seen.add(versions.of(TOPIC))).isTrue();
        try (Connection owner = asOwner(access);
                var statement = owner.createStatement();
                var row = statement.executeQuery("select count(*) from platform.data_changes where topic = 'notes'")) {
            row.next();
            assertThat(row.getInt(1)).isLessThan(200);
        }
        String settled = versions.of(TOPIC);
        versions.compact();
        assertThat(versions.of(TOPIC)).isEqualTo(settled);
        for (int change = 0; change <= 200; change++) {
            write();
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
        }
    }

    @Test
    void compaction_beside_an_open_writer_neither_waits_nor_loses_its_change() throws SQLException {
        Set<String> seen = new HashSet<>();
        for (int change = 0; change <= 200; change++) {
            write();
        }
        try (Connection open = asApp(access)) {
            open.setAutoCommit(false);
            run(open, WRITE);
            write();
            seen.add(versions.of(TOPIC));
            versions.compact();
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
            open.commit();
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
            versions.compact();
            write();
            assertThat(seen.add(versions.of(TOPIC))).isTrue();
        }
    }

    @Test
    void a_kept_answer_is_made_anew_at_the_next_call_after_a_change() throws SQLException {
        var answers = new AnswerCache<String, Integer>(versions, TOPIC, 10);
        var made = new AtomicInteger();
        assertThat(answers.get("question", made::incrementAndGet)).isEqualTo(1);
        assertThat(answers.get("question", made::incrementAndGet)).isEqualTo(1);
        write();
        assertThat(answers.get("question", made::incrementAndGet)).isEqualTo(2);
        assertThat(answers.get("question", made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void a_change_while_an_answer_is_made_makes_the_next_call_make_it_again() {
        var answers = new AnswerCache<String, Integer>(versions, TOPIC, 10);
        var made = new AtomicInteger();
        assertThat(answers.get("question", () -> {
                    int answer = made.incrementAndGet();
                    write();
                    return answer;
                }))
                .isEqualTo(1);
        assertThat(answers.get("question", made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void the_answer_unused_for_longest_goes_first() {
        var answers = new AnswerCache<String, Integer>(versions, TOPIC, 2);
        var made = new AtomicInteger();
        answers.get("a", made::incrementAndGet);
        answers.get("b", made::incrementAndGet);
        answers.get("a", made::incrementAndGet);
        answers.get("c", made::incrementAndGet);
        assertThat(answers.get("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(answers.get("b", made::incrementAndGet)).isEqualTo(4);
    }

    /// Commits one change over a connection other than the reader's.
    private static void write() {
        try {
            run(writer, WRITE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
