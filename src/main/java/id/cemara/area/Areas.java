package id.cemara.area;

import id.cemara.shared.AreaCode;
import id.cemara.shared.PlainText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Looks up administrative areas.
@Service
public class Areas {

    /// Minimum trigram similarity of a mistyped name, 0 to 1. "Taba Anyer" and "Taba Anyar" have 0.57.
    private static final double SIMILAR_ENOUGH = 0.35;

    private final JdbcClient db;

    Areas(JdbcClient db) {
        this.db = db;
    }

    public Optional<Area> find(AreaCode code) {
        return db.sql("select code, name, level, parent_code, path, postal_code from area.areas where code = :code")
                .param("code", code.value())
                .query(Areas::read)
                .optional();
    }

    /// The direct children of an area, or the provinces, by code.
    ///
    /// @param parent null for the provinces
    /// @param after only codes after this one; null from the start
    public List<Area> children(@Nullable AreaCode parent, @Nullable AreaCode after, int limit) {
        return db.sql("""
                select code, name, level, parent_code, path, postal_code
                  from area.areas
                 where (parent_code = :parent or (:parent::text is null and parent_code is null))
                   and code > :after
                   and valid_to is null
                 order by code
                 limit :limit
                """)
                .param("parent", parent == null ? null : parent.value())
                .param("after", after == null ? "" : after.value())
                .param("limit", limit)
                .query(Areas::read)
                .list();
    }

    /// The desa and kelurahan in any of these areas, by code.
    ///
    /// @param within areas of any level
    public List<Area> villagesIn(List<AreaCode> within, int limit) {
        return db.sql("""
                select a.code, a.name, a.level, a.parent_code, a.path, a.postal_code
                  from unnest(:within::text[]) as w (code)
                  join area.areas a on a.code >= w.code collate "C" and a.code < (w.code || '/') collate "C"
                 where a.level in ('village', 'urban-village', 'customary-village') and a.valid_to is null
                 order by a.code
                 limit :limit
                """)
                .param("within", within.stream().map(AreaCode::value).toArray(String[]::new))
                .param("limit", limit)
                .query(Areas::read)
                .list();
    }

    /// An area and its ancestors, from the province down.
    public List<Area> lineage(AreaCode code) {
        List<String> codes = new ArrayList<>();
        for (Optional<AreaCode> at = Optional.of(code);
                at.isPresent();
                at = at.get().parent()) {
            codes.add(at.get().value());
        }
        return db.sql("""
                select code, name, level, parent_code, path, postal_code
                  from area.areas where code = any (:codes) order by code
                """)
                .param("codes", codes.toArray(String[]::new))
                .query(Areas::read)
                .list();
    }

    /// Short names by code, for tables.
    public Map<String, String> shortNames(Collection<String> codes) {
        Map<String, String> names = new LinkedHashMap<>();
        db.sql("select code, name from area.areas where code = any (:codes) order by code")
                .param("codes", codes.toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString(1), Area.shortName(row.getString(2)));
                });
        return names;
    }

    /// Areas by name or code, best match first: the exact name, then names and paths that contain every
    /// typed word; only if there are none, the most similar names.
    ///
    /// @param text with or without the ancestors: "Taba Anyar" or "taba anyar, lebong"
    /// @param within only areas inside this one; null for all
    public List<Area> search(String text, @Nullable AreaCode within, int limit) {
        return search(text, within, 0, limit);
    }

    /// One page of [#search(String, AreaCode, int)]. An offset is safe: names change only with a new
    /// official list.
    ///
    /// @param skip the number of results on earlier pages
    List<Area> search(String text, @Nullable AreaCode within, int skip, int limit) {
        Optional<AreaCode> code = AreaCode.parse(text);
        if (code.isPresent()) {
            return find(code.get()).stream().skip(skip).toList();
        }
        String query = query(text);
        if (query.isEmpty()) {
            return List.of();
        }
        List<Area> found = byWords(query, text, within, skip, limit);
        boolean isByWords = !found.isEmpty()
                || skip > 0 && !byWords(query, text, within, 0, 1).isEmpty();
        return isByWords ? found : bySimilarity(text, within, skip, limit);
    }

    /// A text-search query with every word required as a prefix; numbers match exactly.
    static String query(String text) {
        return PlainText.words(text).stream()
                .map(word -> PlainText.isNumber(word) ? word : word + ":*")
                .collect(Collectors.joining(" & "));
    }

    private List<Area> byWords(String query, String text, @Nullable AreaCode within, int skip, int limit) {
        return db.sql("""
                select code, name, level, parent_code, path, postal_code
                  from area.areas
                 where search @@ to_tsquery('simple', :query)
                   and (:within::text is null or (code >= :within and code < :within || '/'))
                 order by plain_name = :name desc, starts_with(plain_name, :name) desc, length(code), code
                 offset :skip limit :limit
                """)
                .param("query", query)
                .param("name", nameIn(text))
                .param("within", within == null ? null : within.value())
                .param("skip", skip)
                .param("limit", limit)
                .query(Areas::read)
                .list();
    }

    private List<Area> bySimilarity(String text, @Nullable AreaCode within, int skip, int limit) {
        return db.sql("""
                select code, name, level, parent_code, path, postal_code
                  from area.areas
                 where plain_name % :name
                   and similarity(plain_name, :name) >= :enough
                   and (:within::text is null or (code >= :within and code < :within || '/'))
                 order by similarity(plain_name, :name) + similarity(platform.plain(path), :text) desc, code
                 offset :skip limit :limit
                """)
                .param("name", nameIn(text))
                .param("text", PlainText.of(text))
                .param("enough", SIMILAR_ENOUGH)
                .param("within", within == null ? null : within.value())
                .param("skip", skip)
                .param("limit", limit)
                .query(Areas::read)
                .list();
    }

    /// Other spellings and statuses of an area in the sources, stored as notes because the official list is
    /// not edited.
    List<Note> notes(AreaCode code) {
        return db.sql("select source, place, note from area.notes where code = :code order by source, place")
                .param("code", code.value())
                .query(Note.class)
                .list();
    }

    /// The current desa and kelurahan inside some areas, by code.
    ///
    /// @param within codes, or `*` for the whole country
    public List<Place> villagesWithin(Collection<String> within) {
        return db.sql("""
                select a.code, a.path
                  from area.areas a
                 where a.level in ('village', 'urban-village', 'customary-village') and a.valid_to is null
                   and exists (select from unnest(:within::text[]) as w (code)
                                where w.code = '*'
                                   or (a.code >= w.code collate "C" and a.code < (w.code || '/') collate "C"))
                 order by a.code
                """)
                .param("within", within.toArray(String[]::new))
                .query(Place.class)
                .list();
    }

    /// All current desa and kelurahan by code, for loading data. Uses the owner's connection, since its open
    /// transaction may have written areas.
    public static List<Place> villages(Connection owner) throws SQLException {
        List<Place> places = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select code, path from area.areas
                         where level in ('village', 'urban-village', 'customary-village') and valid_to is null
                         order by code
                        """)) {
            while (row.next()) {
                places.add(new Place(row.getString(1), row.getString(2)));
            }
        }
        return places;
    }

    /// A desa or kelurahan.
    ///
    /// @param code thirteen characters
    /// @param path its name and its ancestors up to the kabupaten
    public record Place(String code, String path) {}

    /// What a source says about an area, where it differs from the official list.
    ///
    /// @param source the title of the source
    /// @param place where in the source
    /// @param note what it says
    public record Note(String source, String place, String note) {}

    private static String nameIn(String text) {
        int comma = text.indexOf(',');
        return PlainText.of(comma < 0 ? text : text.substring(0, comma));
    }

    private static Area read(ResultSet row, int number) throws SQLException {
        String parent = row.getString("parent_code");
        return new Area(
                new AreaCode(row.getString("code")),
                row.getString("name"),
                AreaLevel.ofKey(row.getString("level")),
                parent == null ? null : new AreaCode(parent),
                row.getString("path"),
                row.getString("postal_code"));
    }
}
