package id.cemara.registry.groups;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reference data: the kinds of business below a sector.
@Component
public class BusinessKinds {

    private final JdbcClient db;

    BusinessKinds(JdbcClient db) {
        this.db = db;
    }

    /// A kind of business.
    ///
    /// @param key used in the API and the database
    /// @param sector the key of its sector
    /// @param nameId in Indonesian
    /// @param nameEn in English
    public record Kind(String key, String sector, String nameId, String nameEn) {}

    /// All kinds, ordered by sector and Indonesian name.
    public List<Kind> all() {
        return db.sql("""
                select k.key, k.sector_key as sector, k.name_id, k.name_en
                  from registry.business_kinds k
                  join registry.sectors s on s.key = k.sector_key
                 order by s.position, k.name_id
                """).query(Kind.class).list();
    }
}
