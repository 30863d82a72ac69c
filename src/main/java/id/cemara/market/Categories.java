package id.cemara.market;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The kinds of things that are sold, which are data.
@Component
public class Categories {

    private final JdbcClient db;

    Categories(JdbcClient db) {
        this.db = db;
    }

    /// All of them, in their order.
    public List<Category> all() {
        return db.sql("select key, name_id, name_en, is_food from market.categories order by position")
                .query(Category.class)
                .list();
    }

    /// The one of that key.
    public Optional<Category> find(String key) {
        return db.sql("select key, name_id, name_en, is_food from market.categories where key = :key")
                .param("key", key)
                .query(Category.class)
                .optional();
    }

    /// Their names by their keys, in their order, for a choice.
    public Map<String, String> names(boolean isEnglish) {
        Map<String, String> names = new LinkedHashMap<>();
        all().forEach(category -> names.put(category.key(), category.name(isEnglish)));
        return names;
    }
}
