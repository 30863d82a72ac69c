package id.cemara.example;

import id.cemara.shared.AreaCode;
import id.cemara.shared.Cursor;
import id.cemara.shared.Listing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Stores the read copy of the registry's groups.
@Service
@Profile("example")
class KnownGroups {

    private final JdbcClient db;

    KnownGroups(JdbcClient db) {
        this.db = db;
    }

    /// Applies an announcement. Idempotent; ignores one older than what is stored.
    @Transactional
    public void keep(GroupAnnounced group) {
        db.sql("""
                insert into example.known_groups as k (group_id, version, slug, name, area_code)
                values (:group, :version, :slug, :name, :area)
                    on conflict (group_id) do update
                   set version = excluded.version, slug = excluded.slug, name = excluded.name,
                       area_code = excluded.area_code
                 where k.version <= excluded.version and k is distinct from excluded
                """)
                .param("group", group.group())
                .param("version", group.version())
                .param("slug", group.slug())
                .param("name", group.name())
                .param("area", group.areaCode())
                .update();
    }

    /// The group with that slug.
    @Transactional(readOnly = true)
    public Optional<KnownGroup> bySlug(String slug) {
        return db.sql("""
                select group_id as id, slug, name, area_code
                  from example.known_groups
                 where slug = :slug
                 order by version desc
                 limit 1
                """).param("slug", slug).query(KnownGroup.class).optional();
    }

    /// One page of the groups in an area, by slug.
    ///
    /// @param area null for all
    /// @param cursor of the next page; null for the first
    @Transactional(readOnly = true)
    public Listing<KnownGroup> page(@Nullable AreaCode area, int size, @Nullable String cursor) {
        String after =
                cursor == null ? "" : Cursor.parse("cursor", cursor, 1).parts().getFirst();
        List<KnownGroup> found = db.sql("""
                select group_id as id, slug, name, area_code
                  from example.known_groups
                 where slug > :after and (:area = '' or area_code >= :area and area_code < :area || '/')
                 order by slug
                 limit :limit
                """)
                .param("after", after)
                .param("area", area == null ? "" : area.value())
                .param("limit", size + 1)
                .query(KnownGroup.class)
                .list();
        if (found.size() <= size) {
            return new Listing<>(found, null);
        }
        List<KnownGroup> shown = found.subList(0, size);
        return new Listing<>(shown, Cursor.of(shown.getLast().slug()).text());
    }
}
