package id.cemara.registry;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The finer kinds of business, which are data.
@Component
public class BusinessKinds {

    private final JdbcClient db;

    BusinessKinds(JdbcClient db) {
        this.db = db;
    }

    /// A kind of business.
    ///
    /// @param key the word programs use
    /// @param sector the key of the sector it belongs to
    /// @param nameId its name in Indonesian
    /// @param nameEn its name in English
    public record Kind(String key, String sector, String nameId, String nameEn) {}

    /// All of them, by sector and name.
    public List<Kind> all() {
        return db.sql("""
                select k.key, k.sector_key as sector, k.name_id, k.name_en
                  from registry.business_kinds k
                  join registry.sectors s on s.key = k.sector_key
                 order by s.position, k.name_id
                """).query(Kind.class).list();
    }
}
