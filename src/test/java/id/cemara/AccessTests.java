package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web.Answer;
import id.cemara.platform.DatabaseAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Access of all roles to all addresses. The table access.txt must have a row for every address of the
/// application. Each row is requested as every role, for one group in Lebong.
@WritingTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTests {

    private static final String EVERYBODY = "*";

    /// Includes a field officer and an office of another kabupaten.
    private static final List<String> ACCOUNTS = List.of(
            "admin",
            "nasional",
            "provinsi",
            "lebong",
            "seluma",
            "petugas-lebong",
            "petugas-seluma",
            "cemara-indah",
            "uji-mitra");

    private static final Set<String> UPLOADS = Set.of("/api/v1/imports", "/api/v1/groups/{number}/photos");

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private Web web;
    private final Map<String, String[]> tokens = new HashMap<>();
    private final Map<String, String[]> sessions = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> ofAddresses = new LinkedHashMap<>();
    private final Map<String, String> oneToken = new HashMap<>();
    private String aMembersName = "";

    /// @param allowed user names; `*` for everybody, also without a log-in
    /// @param once whether the action can succeed only once
    record Row(String method, String pattern, Set<String> allowed, boolean once) {

        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        boolean isPublic() {
            return allowed.contains(EVERYBODY);
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @BeforeAll
    void everybody_logs_in() throws SQLException, IOException {
        web = Web.of(environment);
        Rows.run(database, """
                insert into identity.accounts (id, username, display_name, password_hash, role, area_code)
                select gen_random_uuid(), 'uji-mitra', 'Mitra Uji', password_hash, 'PARTNER', '17'
                  from identity.accounts where username = 'provinsi';
                alter table identity.account_scopes disable trigger account_scopes_no_partner;
                insert into identity.account_scopes (account_id, area_code, valid_from)
                select id, '17', '2026-01-01' from identity.accounts where username = 'uji-mitra';
                alter table identity.account_scopes enable trigger account_scopes_no_partner
                """);
        for (String account : ACCOUNTS) {
            tokens.put(account, web.bearer(account));
            sessions.put(account, web.session(account));
        }
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select g.number, g.slug, m.membership_id, m.name, t.id
                          from registry.business_groups g
                          join registry.members m on m.group_id = g.id
                          join registry.officer_terms t on t.group_id = g.id and t.ended_on is null
                          join registry.memberships s on s.id = m.membership_id and s.left_on is null
                         where g.area_code = '17.07.04.1003' and g.name = 'Wanita Mandiri'
                         order by m.membership_id
                         limit 1
                        """)) {
            row.next();
            ids.put("number", row.getString(1));
            ids.put("slug", row.getString(2));
            ids.put("id", row.getString(3));
            aMembersName = row.getString(4);
            ids.put("term", row.getString(5));
            ids.put("kind", "members");
            ids.put("code", "17.07");
            ids.put("measure", "groups");
        }
        for (String account : ACCOUNTS) {
            web.bearer(account);
        }
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select distinct on (a.username) a.username, t.id
                          from identity.api_tokens t
                          join identity.accounts a on a.id = t.account_id
                         order by a.username, t.created_at desc
                        """)) {
            while (row.next()) {
                oneToken.put(row.getString(1), row.getString(2));
            }
        }
        ofAddresses.putAll(AccessTestIds.of(web, database, ids.get("number")));
    }

    @AfterAll
    void a_partner_has_no_area_again() {
        Rows.run(database, """
                delete from identity.account_scopes s using identity.accounts a
                 where a.id = s.account_id and a.username = 'uji-mitra';
                update identity.accounts set disabled_at = now() where username = 'uji-mitra'
                """);
    }

    static Stream<Row> rows() throws IOException {
        try (var in = AccessTests.class.getResourceAsStream("/access.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Set<String>> sets = new HashMap<>();
            List<Row> rows = new ArrayList<>();
            for (String line : text.lines().toList()) {
                String[] parts = line.strip().split("\\s+");
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("@")) {
                    sets.put(parts[0], new TreeSet<>(Arrays.asList(parts).subList(1, parts.length)));
                    continue;
                }
                Set<String> allowed = new TreeSet<>();
                for (String who : Arrays.asList(parts).subList(2, parts.length)) {
                    allowed.addAll(who.startsWith("@") ? sets.get(who) : Set.of(who));
                }
                assertThat(allowed).as(line).isNotEmpty();
                boolean once = allowed.remove("once");
                assertThat(ACCOUNTS).as(line).containsAll(allowed.contains(EVERYBODY) ? Set.of() : allowed);
                rows.add(new Row(parts[0], parts[1], allowed, once));
            }
            return rows.stream();
        }
    }

    @Test
    void every_address_has_a_row() throws IOException {
        Set<String> answered = new TreeSet<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (!method.getBeanType().getName().startsWith("id.cemara")) {
                return;
            }
            for (String pattern : info.getPatternValues()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                if (methods.isEmpty()) {
                    answered.add("GET " + pattern);
                }
                methods.forEach(each -> answered.add(each + " " + pattern));
            }
        });
        Set<String> listed = rows().map(Row::toString).collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).containsExactlyElementsOf(answered);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void is_answered_for_those_it_is_for_and_nobody_else(Row row) {
        List<String> wrong = new ArrayList<>();
        if (!row.isPublic()) {
            Answer answer = ask(row, null);
            boolean refused = answer.status() == 401
                    || answer.status() == 302 && answer.header("Location").matches("/masuk([?].*)?");
            if (!refused) {
                wrong.add("without a log-in: " + answer.status());
            }
        }
        // Refused accounts first: an allowed one may use up the object.
        for (String account : ACCOUNTS) {
            if (!row.isPublic() && !row.allowed().contains(account)) {
                Answer answer = ask(row, account);
                if (!Set.of(401, 403, 404).contains(answer.status())
                        || answer.text().contains(aMembersName)) {
                    wrong.add(account + " is not refused: " + answer.status());
                }
            }
        }
        List<String> trying = row.isPublic() ? List.of() : List.copyOf(row.allowed());
        for (String account : row.once() ? trying.subList(0, 1) : trying) {
            Answer answer = ask(row, account);
            if (Set.of(401, 403, 404).contains(answer.status()) || answer.status() >= 500) {
                wrong.add(account + " is refused: " + answer.status());
            }
        }
        assertThat(wrong).as("%s", row).isEmpty();
    }

    /// Sends an empty request, so that an allowed account gets a refusal of the content and nothing
    /// changes.
    private Answer ask(Row row, @Nullable String account) {
        String path = path(row.pattern().replace("{token}", oneToken.getOrDefault(String.valueOf(account), "-")));
        String[] headers = new String[0];
        if (account != null) {
            headers = Objects.requireNonNull((row.isApi() ? tokens : sessions).get(account));
        }
        if (row.method().equals("GET")) {
            return web.get(path, headers);
        }
        if (row.pattern().equals("/kerja/akun/saya/keluar") && account != null) {
            return web.post(path, "", web.session(account));
        }
        if (row.pattern().equals("/api/v1/tokens/current")) {
            return web.json(row.method(), path, null, account == null ? headers : web.bearer(account));
        }
        if (row.method().equals("POST") && UPLOADS.contains(row.pattern())) {
            return web.upload(path, headers, "", new byte[0], "kind", "members");
        }
        if (row.isApi()) {
            return web.json(row.method(), path, row.method().equals("DELETE") ? null : "{}", headers);
        }
        return web.post(path, "", account == null ? new String[] {"Origin", web.address()} : headers);
    }

    private String path(String pattern) {
        StringBuilder path = new StringBuilder();
        for (PathContainer.Element element : PathContainer.parsePath(pattern).elements()) {
            String text = element.value();
            if (text.startsWith("{")) {
                String name = text.substring(1, text.length() - 1).replaceAll(":.*", "");
                String value = ofAddresses.entrySet().stream()
                        .filter(entry -> name.equals("id") && pattern.contains(entry.getKey())
                                || entry.getKey().endsWith("{" + name + "}") && pattern.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(ids.getOrDefault(name, "tidak-ada"));
                path.append(value);
            } else {
                path.append(text);
            }
        }
        return path.toString();
    }
}
