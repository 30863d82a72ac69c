package id.cemara.registry.desk;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A group's page in each state and for each role offers only what works.
@WritingTest
class GroupPageOffersTests {

    private static final String VILLAGE = "17.07.04.1003";
    private static final List<String> READERS = List.of("petugas-lebong", "lebong", "provinsi", "nasional", "admin");

    /// Forms of every page.
    private static final Set<String> OF_THE_LAYOUT = Set.of("/bahasa", "/keluar");

    /// Forms that reopen a closed group: a step on its page, and the page of its duplicate case.
    private static final Pattern OPENS = Pattern.compile(".*/langkah|/kerja/ganda/.*");

    private static final Pattern LINK = Pattern.compile("href=\"(/(?:kerja|kelompok)/[^\"#]*)");
    private static final Pattern FORM = Pattern.compile("<form[^>]* method=\"post\" action=\"([^\"]*)\"");

    @Autowired
    private Environment environment;

    private Web web;
    private String[] officer = {};
    private String[] office = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
        office = web.bearer("lebong");
    }

    @Test
    void no_link_leads_to_a_refusal_and_a_closed_group_is_only_looked_at() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("draft", registered("Tawaran Rancangan"));
        groups.put("verified", verified("Tawaran Disahkan"));
        groups.put("deactivated", verified("Tawaran Ditutup"));
        step(groups.get("deactivated"), "deactivated");
        groups.put("merged", verified("Tawaran Digabung"));
        Answer merged =
                web.postJson("/api/v1/merges", """
                {"from": "%s", "fromVersion": 1, "into": "%s", "intoVersion": 1, "reason": "Sama"}
                """.formatted(groups.get("merged"), groups.get("verified")), office);
        assertThat(merged.status()).as(merged.text()).isEqualTo(201);
        List<String> wrong = new ArrayList<>();
        groups.forEach((state, number) -> READERS.forEach(reader -> {
            String[] who = web.session(reader);
            String base = "/kerja/kelompok/" + number;
            Answer page = web.get(base, who);
            if (page.status() != 200) {
                return; // outside this reader's scope
            }
            boolean isClosed = !state.equals("draft") && !state.equals("verified");
            Set<String> links = found(LINK, page.text());
            links.removeIf(link -> !link.contains(number) || link.contains("format="));
            for (String link : links) {
                Answer there = web.get(link, who);
                if (there.status() != 200) {
                    wrong.add(state + " " + reader + ": " + link + " is " + there.status());
                }
                forms(there).forEach(form -> {
                    if (isClosed && !OPENS.matcher(form).matches()) {
                        wrong.add(state + " " + reader + ": " + link + " has the form " + form);
                    }
                });
                if (page.text().matches("(?s).*href=\"" + Pattern.quote(link) + "\">[^<]*\\b(Atur|atur|kelola)\\b.*")
                        && forms(there).isEmpty()
                        && !there.text().contains("/baru\"")) {
                    wrong.add(state + " " + reader + ": nothing can be done on " + link);
                }
            }
            forms(page).forEach(form -> {
                if (isClosed && !OPENS.matcher(form).matches()) {
                    wrong.add(state + " " + reader + " is offered " + form);
                }
            });
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void closing_a_group_is_no_next_step() {
        String number = verified("Tawaran Tanpa Langkah");
        String page =
                web.get("/kerja/kelompok/" + number, web.session("lebong")).text();
        assertThat(page).contains("Nonaktifkan kelompok").doesNotContain("aria-labelledby=\"langkah\"");
    }

    private Set<String> forms(Answer page) {
        Set<String> forms = found(FORM, page.text());
        forms.removeAll(OF_THE_LAYOUT);
        return forms;
    }

    private static Set<String> found(Pattern pattern, String html) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(html);
        while (matcher.find()) {
            found.add(matcher.group(1).replace("&amp;", "&"));
        }
        return found;
    }

    private String registered(String name) {
        Answer made = web.json(
                "POST",
                "/api/v1/groups?confirmed=true",
                "{\"name\": \"%s\", \"village\": \"%s\", \"sector\": \"home-industry\"}".formatted(name, VILLAGE),
                officer);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("number").asString();
    }

    private String verified(String name) {
        String number = registered(name);
        step(number, "verified");
        return number;
    }

    private void step(String number, String step) {
        Answer taken = web.json(
                "POST",
                "/api/v1/groups/" + number + "/reviews?confirmed=true",
                "{\"step\": \"" + step + "\", \"reason\": \"Uji\"}",
                office[0],
                office[1],
                "If-Match",
                etag(number));
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    }

    private String etag(String number) {
        return web.get("/api/v1/groups/" + number + "/record", office).header("ETag");
    }
}
