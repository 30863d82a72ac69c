package id.cemara.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Figures published by others, stored as published.
@Service
public class OfficialFigures {

    private static final TypeReference<Map<String, String>> KEYS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    OfficialFigures(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// All sources, newest first, at most 200.
    public List<Source> sources() {
        return db.sql("""
                select id, title, publisher, url, as_of, as_of_text, area_code, note
                  from statistics.sources
                 order by as_of desc, id
                 limit 200
                """).query(Source.class).list();
    }

    public Optional<Source> source(String id) {
        return sources().stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /// The figures of one source, by position.
    ///
    /// @param after only figures after this position
    public List<Figure> figures(String source, int after, int limit) {
        return db.sql("""
                select f.source_id, f.position, f.measure, f.breakdown, f.keys::text as keys, f.value, s.as_of, f.place
                  from statistics.official_figures f
                  join statistics.sources s on s.id = f.source_id
                 where f.source_id = :source and f.position > :after
                 order by f.position
                 limit :limit
                """)
                .param("source", source)
                .param("after", after)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    private Figure read(ResultSet row, int number) throws SQLException {
        return new Figure(
                row.getString("source_id"),
                row.getInt("position"),
                row.getString("measure"),
                row.getString("breakdown"),
                json.readValue(row.getString("keys"), KEYS),
                row.getLong("value"),
                row.getObject("as_of", LocalDate.class),
                row.getString("place"));
    }

    /// A publication with figures.
    ///
    /// @param id short and stable
    /// @param publisher the organisation
    /// @param url null if it is not online
    /// @param asOf the day for which our figures are computed in comparisons
    /// @param asOfText the date as the source words it
    /// @param areaCode the area the figures are about
    /// @param note null if none
    public record Source(
            String id,
            String title,
            String publisher,
            @Nullable String url,
            LocalDate asOf,
            String asOfText,
            String areaCode,
            @Nullable String note) {}

    /// One published figure.
    ///
    /// @param source the source's id
    /// @param position in the source
    /// @param measure the key of the matching measure
    /// @param breakdown the breakdown of which it is a row; empty for a stated total
    /// @param keys of the row: dimension to value
    /// @param value as published
    /// @param asOf the day for which it is compared
    /// @param place in the source, such as a table or page
    public record Figure(
            String source,
            int position,
            String measure,
            String breakdown,
            Map<String, String> keys,
            long value,
            LocalDate asOf,
            String place) {

        public Figure {
            keys = Map.copyOf(keys);
        }
    }
}
