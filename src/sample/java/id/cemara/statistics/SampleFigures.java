package id.cemara.statistics;

import id.cemara.platform.start.SampleData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The official figures of the report of 2020, each with its paragraph and sentence. They are real, unlike the groups
/// of the sample.
@Component
class SampleFigures implements SampleData {

    static final String SOURCE = "bkkbn-bengkulu-2020";

    /// The report names its lines of business in Indonesian.
    private static final Map<String, String> SECTORS = Map.of(
            "industri_rumah_tangga", "home-industry",
            "pertanian", "agriculture",
            "jasa", "services",
            "peternakan_dan_lainnya", "livestock-and-other");

    private final JsonMapper json;

    SampleFigures(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        JsonNode report = read();
        addSource(owner, report);
        try (PreparedStatement figure = owner.prepareStatement("""
                insert into statistics.official_figures (source_id, position, measure, breakdown, keys, value, place)
                values (?, ?, ?, ?, ?::jsonb, ?, ?)
                """)) {
            int position = 0;
            add(figure, ++position, "groups", "", "{}", report.get("groups_total"), "value");
            for (JsonNode row : report.get("groups_by_kabupaten")) {
                add(
                        figure,
                        ++position,
                        "groups",
                        "area",
                        keys("area", row.get("code").asString()),
                        row,
                        "groups");
            }
            for (JsonNode row : report.get("groups_by_sector")) {
                String sector = SECTORS.get(row.get("key").asString());
                add(figure, ++position, "groups", "sector", keys("sector", String.valueOf(sector)), row, "groups");
            }
            add(figure, ++position, "members", "", "{}", report.get("members_total"), "value");
            figure.executeBatch();
        }
    }

    private static void addSource(Connection owner, JsonNode report) throws SQLException {
        JsonNode about = report.get("report");
        try (PreparedStatement source = owner.prepareStatement("""
                insert into statistics.sources (id, title, publisher, url, as_of, as_of_text, area_code, note)
                values (?, ?, ?, ?, '2020-12-31', ?, ?, ?)
                """)) {
            source.setString(1, SOURCE);
            source.setString(2, about.get("title").asString());
            source.setString(3, about.get("publisher").asString());
            source.setString(4, about.get("url").asString());
            source.setString(5, report.get("as_of").get("value").asString());
            source.setString(6, about.get("province_code").asString());
            source.setString(
                    7, "Laporan hanya menyebut tahun 2020; angka Cemara dihitung per hari terakhir tahun itu.");
            source.executeUpdate();
        }
    }

    private static void add(
            PreparedStatement figure,
            int position,
            String measure,
            String breakdown,
            String keys,
            JsonNode node,
            String value)
            throws SQLException {
        JsonNode place = node.get("place");
        figure.setString(1, SOURCE);
        figure.setInt(2, position);
        figure.setString(3, measure);
        figure.setString(4, breakdown);
        figure.setString(5, keys);
        figure.setLong(6, node.get(value).asLong());
        figure.setString(
                7,
                "paragraf " + place.get("paragraph").asInt() + ", kalimat "
                        + place.get("sentence").asInt());
        figure.addBatch();
    }

    private static String keys(String dimension, String value) {
        return "{\"" + dimension + "\":\"" + value + "\"}";
    }

    private JsonNode read() {
        try (InputStream in = SampleFigures.class.getResourceAsStream("seed-figures.json")) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped figures cannot be read", e);
        }
    }
}
