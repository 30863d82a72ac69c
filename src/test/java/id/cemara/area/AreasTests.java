package id.cemara.area;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Areas by code, by name, and by parent.
@CemaraTest
class AreasTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @Test
    void taba_anyar_is_a_kelurahan_and_the_reports_wording_is_kept_as_a_note() {
        JsonNode area = web.get("/api/v1/areas/17.07.04.1003").json();
        assertThat(area.get("level").asString()).isEqualTo("urban-village");
        assertThat(area.get("parent").asString()).isEqualTo("17.07.04");
        assertThat(area.get("path").asString()).isEqualTo("Taba Anyar, Lebong Selatan, Lebong");
        assertThat(web.get("/wilayah/17.07.04.1003").text())
                .contains("Desa Taba Anyar", "kelurahan", "paragraf 6, kalimat 1");
    }

    @Test
    void lubuk_lagan_lies_twice_in_seluma() {
        JsonNode found =
                web.get("/api/v1/areas?q=Lubuk%20Lagan&parent=17.05").json().get("items");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).get("code").asString()).isEqualTo("17.05.08.2007");
        assertThat(found.get(1).get("code").asString()).isEqualTo("17.05.12.2007");
    }

    @Test
    void a_search_goes_on_to_its_end_on_pages_by_the_interface_and_in_the_table() {
        List<String> byInterface = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = web.get("/api/v1/areas?q=talang&size=20" + cursor).json();
            page.get("items").forEach(item -> byInterface.add(item.get("code").asString()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        List<String> onPages = new ArrayList<>();
        String path = "/wilayah?q=talang";
        while (!path.isEmpty()) {
            String page = web.get(path).text();
            Matcher link = Pattern.compile("<h3><a href=\"/wilayah/([\\d.]+)\"").matcher(page);
            while (link.find()) {
                onPages.add(link.group(1));
            }
            Matcher next = Pattern.compile("<a href=\"([^\"]+)\" rel=\"next\"").matcher(page);
            path = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        List<String> inTable = web.get("/wilayah?q=talang&format=csv")
                .text()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertThat(byInterface).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(onPages).isEqualTo(byInterface);
        assertThat(inTable).isEqualTo(byInterface);
        assertThat(web.get("/api/v1/areas?q=talang&cursor=LTE").status()).isEqualTo(400);
    }

    @Test
    void a_mistyped_name_is_found_and_shown_with_its_full_path() {
        JsonNode found = web.get("/api/v1/areas?q=Tabba%20Anyer").json().get("items");
        assertThat(found.get(0).get("name").asString()).isEqualTo("Taba Anyar");
        assertThat(web.get("/wilayah?q=tabba%20anyer").text())
                .contains("Taba Anyar, Lebong Selatan, Lebong", "Taba Anyar, Kota Padang, Rejang Lebong");
        assertThat(web.get("/api/v1/areas?q=taba%20anyar%2C%20lebong%20selatan")
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void every_area_is_found_by_its_name_however_it_is_divided_and_by_its_code_without_dots() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var row = owner.createStatement().executeQuery("select code, name, path from area.areas")) {
            List<String> codes = new ArrayList<>();
            List<String> queries = new ArrayList<>();
            while (row.next()) {
                for (String typed : List.of(
                        row.getString(2),
                        row.getString(2).replace(' ', '-') + "/",
                        row.getString(3),
                        row.getString(1).replace(".", ""))) {
                    codes.add(row.getString(1));
                    queries.add(Areas.query(typed));
                }
            }
            assertThat(codes).isNotEmpty();
            try (var missed = owner.prepareStatement("""
                    select string_agg(a.name || ' by ' || q.query, ', ')
                      from unnest(?::text[], ?::text[]) as q (code, query)
                      join area.areas a on a.code = q.code
                     where not a.search @@ to_tsquery('simple', q.query)
                    """)) {
                missed.setArray(1, owner.createArrayOf("text", codes.toArray()));
                missed.setArray(2, owner.createArrayOf("text", queries.toArray()));
                var names = missed.executeQuery();
                names.next();
                assertThat(names.getString(1)).isNull();
            }
        }
    }

    @Test
    void children_are_paged_in_the_order_of_their_codes() {
        JsonNode first = web.get("/api/v1/areas?parent=17&size=7").json();
        JsonNode rest = web.get("/api/v1/areas?parent=17&size=7&cursor="
                        + first.get("next").asString())
                .json();
        assertThat(first.get("items")).hasSize(7);
        assertThat(rest.get("items")).hasSize(3);
        assertThat(rest.get("items").get(2).get("name").asString()).isEqualTo("Kota Bengkulu");
        assertThat(rest.get("items").get(2).get("level").asString()).isEqualTo("city");
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void codes_stay_text_in_every_table() {
        String csv = web.get("/api/v1/areas?parent=17.10", "Accept", "text/csv").text();
        assertThat(csv).contains("parameter"); // 17.10 is no area, and must not be read as 17.1
        assertThat(web.get("/api/v1/areas?parent=17.07", "Accept", "text/csv").text())
                .startsWith("code,name,level,parent,path,postal_code\n17.07.01,Lebong Utara,district,17.07,")
                .contains("\n17.07.10,Amen,");
    }

    @Test
    void every_level_has_a_page_with_figures_groups_and_a_map() {
        for (String code : new String[] {"17", "17.07", "17.07.04", "17.07.04.1003"}) {
            var page = web.get("/wilayah/" + code);
            assertThat(page.status()).as(code).isEqualTo(200);
            assertThat(page.text()).as(code).contains("figure-value", "Kelompok di ", "<svg viewBox=\"0 0 ");
        }
        assertThat(web.get("/wilayah/17.99").status()).isEqualTo(404);
        assertThat(web.get("/wilayah/semua").status()).isEqualTo(404);
    }
}
