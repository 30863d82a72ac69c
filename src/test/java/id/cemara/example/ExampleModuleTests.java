package id.cemara.example;

import static id.cemara.TestDatabases.asApp;
import static id.cemara.TestDatabases.asOwner;
import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.Location;
import id.cemara.Cemara;
import id.cemara.OnTestDatabase;
import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import id.cemara.WithActor;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/// Demonstrates docs/adding-a-module.md with one module: visitors write to a group, and only the
/// responsible people can read it.
@SpringBootTest(classes = Cemara.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ExampleModuleTests.OnExampleDatabase.class)
@ActiveProfiles("example")
class ExampleModuleTests {

    private static final Actor REGISTRY = new Actor.System("example-announcements", List.of(Actor.EVERYWHERE));
    private static final String SELUMA = "17.05";
    private static final String LEBONG = "17.07";
    private static final String GROUP_IN_SELUMA = "maras-jauh";
    private static final String GROUP_IN_LEBONG = "wanita-mandiri";
    private static final String POLICY = "row-level security policy";

    /// Two groups and the example's migration; a real module's migration is in the template.
    static class OnExampleDatabase extends OnTestDatabase {

        OnExampleDatabase() {
            super(Content.EMPTY);
        }

        @Override
        protected void prepare(DatabaseAccess access) throws SQLException {
            Flyway.configure()
                    .dataSource(access.url(), access.ownerUser(), access.ownerPassword())
                    .locations("classpath:db/fixture/example")
                    .defaultSchema("public")
                    .table("flyway_schema_history_example")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(Map.of("appRole", access.appUser()))
                    .load()
                    .migrate();
            try (Connection owner = asOwner(access)) {
                aGroup(GROUP_IN_SELUMA).in("17.05.04.2001").insert(owner);
                aGroup(GROUP_IN_LEBONG).in("17.07.04.1003").insert(owner);
            }
        }
    }

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private GroupMessages messages;

    @Autowired
    private KnownGroups groups;

    @Autowired
    private Announcements announcements;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private PasswordEncoder passwords;

    @LocalServerPort
    private int port;

    @BeforeEach
    void know_the_groups_and_forget_the_messages() throws SQLException {
        CurrentActor.run(REGISTRY, announcements::republish);
        awaitListeners();
        change("truncate example.messages, example.messages_received");
    }

    @Test
    void a_visitor_writes_and_does_not_see_what_anybody_wrote() throws Exception {
        HttpClient visitor = browser();
        UUID id = UUID.randomUUID();
        assertThat(body(visitor, "/contoh/" + GROUP_IN_LEBONG)).contains("Kirim pesan ke Wanita Mandiri");

        var answer = post(visitor, "/contoh/" + GROUP_IN_LEBONG, Map.of("id", id.toString(), "text", "Ada keripik?"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Pesan sudah kami terima");
        assertThat(asTheOwner("select count(*) from example.messages")).isEqualTo("1");
        assertThat(asTheApp("", "select count(*) from example.messages")).isEqualTo("0");
        assertThat(messages.waiting(100)).isEmpty();
    }

    @Test
    void a_message_sent_twice_is_one_message() throws Exception {
        Map<String, String> form = Map.of("id", UUID.randomUUID().toString(), "text", "Ada keripik?");
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(post(browser(), "/contoh/" + GROUP_IN_LEBONG, form).statusCode())
                    .isEqualTo(200);
        }
        assertThat(asTheOwner("select count(*) from example.messages")).isEqualTo("1");
    }

    @Test
    void what_was_typed_is_still_there_when_it_is_not_taken() throws Exception {
        String typed = "<b>" + "a".repeat(1000);
        var answer = post(
                browser(),
                "/contoh/" + GROUP_IN_LEBONG,
                Map.of("id", UUID.randomUUID().toString(), "text", typed));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("lebih dari 1.000 huruf")
                .contains("&lt;b&gt;aaa")
                .doesNotContain("<b>aaa");
    }

    @Test
    void asking_for_what_was_inserted_is_reading_so_a_visitor_is_refused() {
        String insert = """
                insert into example.messages (id, group_id, area_code, text, sent_on)
                select gen_random_uuid(), group_id, area_code, 'Halo', '2026-11-24'
                  from example.known_groups
                 where slug = 'wanita-mandiri'
                """;
        assertThatThrownBy(() -> asTheApp("", insert + " returning id")).hasMessageContaining(POLICY);
        assertThatThrownBy(() -> asTheApp("", "with added as (" + insert + " on conflict (id) do nothing) select 1"))
                .hasMessageContaining(POLICY);
    }

    @Test
    @WithActor(role = Role.FIELD_OFFICER, area = SELUMA)
    void the_field_officer_of_seluma_sees_only_selumas() {
        oneMessageEach();
        assertThat(messages.waiting(100)).extracting(Message::text).containsExactly("Untuk Seluma");
        assertThat(messages.countWaiting()).isEqualTo(1);
    }

    @Test
    @WithActor(role = Role.DISTRICT_OFFICE, area = LEBONG)
    void the_office_of_lebong_sees_only_lebongs() {
        oneMessageEach();
        assertThat(messages.waiting(100)).extracting(Message::text).containsExactly("Untuk Lebong");
    }

    @Test
    @WithActor(role = Role.PROVINCIAL_OFFICE, area = "17")
    void the_province_sees_both() {
        oneMessageEach();
        assertThat(messages.waiting(100)).hasSize(2);
    }

    @Test
    @WithActor(role = Role.FIELD_OFFICER, area = SELUMA)
    void answering_what_one_does_not_see_fails_loudly() {
        UUID inSeluma = UUID.randomUUID();
        UUID inLebong = UUID.randomUUID();
        messages.send(inSeluma, GROUP_IN_SELUMA, "Untuk Seluma");
        messages.send(inLebong, GROUP_IN_LEBONG, "Untuk Lebong");

        messages.answer(inSeluma, "Ada, Bu.");

        assertThatThrownBy(() -> messages.answer(inLebong, "Ada, Bu.")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> messages.answer(inSeluma, "Sekali lagi.")).isInstanceOf(Refused.class);
        assertThat(messages.countWaiting()).isZero();
    }

    @Test
    void no_row_is_put_or_moved_into_an_area_outside_the_scope() throws Exception {
        oneMessageEach();
        String move = "with moved as (update example.messages set area_code = '17.07.04.1003' returning 1) select 1";
        assertThatThrownBy(() -> asTheApp(SELUMA, move)).hasMessageContaining(POLICY);
        assertThatThrownBy(() -> asTheApp(SELUMA, """
                insert into example.known_groups (group_id, version, slug, name, area_code)
                values (gen_random_uuid(), 1, 'x', 'X', '17.07.04.1003')
                """)).hasMessageContaining(POLICY);
        // The policy hides the row in Lebong, so nothing is updated.
        assertThat(asTheApp(
                        LEBONG,
                        "with a as (update example.messages set text = 'x' where area_code like '17.05%'"
                                + " returning 1) select count(*) from a"))
                .isEqualTo("0");
        // The foreign key refuses an area that is not the group's, whatever the scope.
        assertThatThrownBy(() -> asTheApp("*", move)).hasMessageContaining("foreign key");
    }

    @Test
    void an_announcement_heard_twice_counts_once_and_a_late_one_not_at_all() throws Exception {
        KnownGroup known = groups.bySlug(GROUP_IN_LEBONG).orElseThrow();
        long number = Long.parseLong(asTheOwner("select nextval('example.announcement_numbers')"));
        var renamed = new GroupAnnounced(known.id(), number, known.slug(), "Wanita Mandiri Jaya", known.areaCode());
        var late = new GroupAnnounced(known.id(), 0, known.slug(), "Wanita", known.areaCode());
        String writer = "select xmin from example.known_groups where slug = 'wanita-mandiri'";

        publish(renamed);
        String firstWriter = asTheOwner(writer);
        publish(renamed);
        publish(late);

        assertThat(asTheOwner("select count(*) from platform.event_publication where serialized_event like '%Jaya%'"))
                .isEqualTo("2");
        assertThat(asTheOwner(writer)).isEqualTo(firstWriter);
        assertThat(groups.bySlug(GROUP_IN_LEBONG).orElseThrow().name()).isEqualTo("Wanita Mandiri Jaya");
    }

    @Test
    @WithActor(role = Role.DISTRICT_OFFICE, area = LEBONG)
    void the_messages_of_a_group_that_moves_move_with_it() throws Exception {
        KnownGroup known = groups.bySlug(GROUP_IN_SELUMA).orElseThrow();
        oneMessageEach();
        long number = Long.parseLong(asTheOwner("select nextval('example.announcement_numbers')"));

        publish(new GroupAnnounced(known.id(), number, known.slug(), known.name(), "17.07.04.1003"));

        assertThat(messages.waiting(100)).hasSize(2);
    }

    @Test
    void the_copy_is_kept_only_by_an_actor_who_may() {
        KnownGroup known = groups.bySlug(GROUP_IN_LEBONG).orElseThrow();
        var announced =
                new GroupAnnounced(known.id(), Long.MAX_VALUE, known.slug(), "Diganti pengunjung", known.areaCode());
        assertThatThrownBy(() -> groups.keep(announced))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining(POLICY);
    }

    @Test
    void the_list_is_paged_and_a_cursor_that_is_not_ours_is_a_problem() throws Exception {
        HttpClient program = browser();
        String first = body(program, "/api/v1/example/groups?size=1");
        assertThat(first).contains("\"slug\":\"maras-jauh\"").doesNotContain("wanita-mandiri");
        var next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();

        assertThat(body(program, "/api/v1/example/groups?size=1&cursor=" + next.group(1)))
                .contains("\"slug\":\"wanita-mandiri\"")
                .contains("\"next\":null");
        assertThat(body(program, "/api/v1/example/groups?area=17.05")).doesNotContain("wanita-mandiri");

        var refused = get(program, "/api/v1/example/groups?cursor=%22");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("\"parameter\":\"cursor\"");
    }

    @Test
    void the_pages_of_others_show_what_the_module_contributes() throws Exception {
        oneMessageEach();
        assertThat(body(browser(), "/contoh"))
                .contains("<a href=\"/contoh/wanita-mandiri\">Wanita Mandiri</a>")
                .contains("aria-current=\"page\">Contoh</a>");
        assertThat(body(browser(), "/kelompok/" + GROUP_IN_LEBONG))
                .contains("1 pesan sudah masuk")
                .contains("href=\"/contoh/wanita-mandiri\"");
    }

    @Test
    void the_field_officer_of_seluma_finds_in_the_work_space_what_waits() throws Exception {
        oneMessageEach();
        HttpClient officer = loggedIn("petugas-seluma", Role.FIELD_OFFICER, SELUMA);

        assertThat(body(officer, "/kerja")).contains("1 pesan untuk kelompok menunggu jawaban");
        assertThat(body(officer, "/kerja/contoh")).contains("Untuk Seluma").doesNotContain("Untuk Lebong");
        String id = asTheOwner("select id from example.messages where text = 'Untuk Seluma'");
        assertThat(post(officer, "/kerja/contoh/" + id + "/jawaban", Map.of("text", "Ada, Bu."))
                        .body())
                .contains("Tidak ada pesan yang menunggu.");
        assertThat(body(officer, "/kerja")).doesNotContain("pesan untuk kelompok");
    }

    @Test
    void the_measure_is_the_same_for_everybody_and_fresh_after_each_message() throws Exception {
        String address = "/api/v1/statistics/example-messages?by=area&area=17";
        assertThat(body(browser(), address)).contains("\"key\":\"17.07\",\"label\":\"Lebong\",\"value\":0");

        oneMessageEach();

        assertThat(body(browser(), address))
                .contains("\"key\":\"17.05\",\"label\":\"Seluma\",\"value\":1")
                .contains("\"key\":\"17.07\",\"label\":\"Lebong\",\"value\":1")
                .contains("\"total\":2")
                .contains("\"unit\":\"pesan\"");
    }

    @Test
    void the_module_uses_only_what_it_says_it_uses() {
        ApplicationModules.of(Cemara.class, ExampleModuleTests::isMainOrExample).verify();
    }

    @Test
    void without_its_profile_the_module_is_not_there() {
        assertThat(new ClassPathScanningCandidateComponentProvider(true)
                        .findCandidateComponents(ExampleModuleTests.class.getPackageName()))
                .isEmpty();
    }

    @Test
    void every_sentence_is_there_in_both_languages() {
        assertThat(ResourceBundle.getBundle("messages/example_en").keySet())
                .isEqualTo(ResourceBundle.getBundle("messages/example").keySet());
    }

    private static boolean isMainOrExample(Location location) {
        return !location.contains("/test-classes/")
                || location.contains("/id/cemara/example/") && !location.contains("ExampleModuleTests");
    }

    private void oneMessageEach() {
        messages.send(UUID.randomUUID(), GROUP_IN_SELUMA, "Untuk Seluma");
        messages.send(UUID.randomUUID(), GROUP_IN_LEBONG, "Untuk Lebong");
    }

    private void publish(GroupAnnounced event) {
        CurrentActor.run(REGISTRY, () -> transactions.executeWithoutResult(transaction -> events.publishEvent(event)));
        awaitListeners();
    }

    private void awaitListeners() {
        await().until(() -> asTheOwner("select count(*) from platform.event_publication where completion_date is null")
                .equals("0"));
    }

    /// The first value of a query with the app's log-in and these areas as scope.
    private String asTheApp(String areas, String sql) throws SQLException {
        try (Connection app = asApp(access)) {
            app.setAutoCommit(false);
            try (PreparedStatement scope = app.prepareStatement("select set_config('cemara.areas', ?, true)")) {
                scope.setString(1, areas);
                scope.execute();
            }
            String value = first(app, sql);
            app.rollback();
            return value;
        }
    }

    private String asTheOwner(String sql) throws SQLException {
        try (Connection owner = asOwner(access)) {
            return first(owner, sql);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection owner = asOwner(access);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private HttpClient loggedIn(String username, Role role, String area) throws Exception {
        try (Connection owner = asOwner(access);
                PreparedStatement account = owner.prepareStatement("""
                        with added as (
                            insert into identity.accounts (id, username, display_name, password_hash, role)
                            values (gen_random_uuid(), ?, ?, ?, ?)
                            returning id)
                        insert into identity.account_scopes (account_id, area_code, valid_from)
                        select id, ?, '2020-01-01' from added
                        """)) {
            account.setString(1, username);
            account.setString(2, username);
            account.setString(3, passwords.encode(TestDatabases.PASSWORD));
            account.setString(4, role.name());
            account.setString(5, area);
            account.executeUpdate();
        }
        HttpClient browser = browser();
        var answer = post(browser, "/masuk", Map.of("username", username, "password", TestDatabases.PASSWORD));
        assertThat(answer.uri().getPath()).isEqualTo("/kerja");
        return browser;
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private String body(HttpClient browser, String path) throws Exception {
        var answer = get(browser, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(base() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient browser, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Origin", base())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String base() {
        return "http://localhost:" + port;
    }
}
