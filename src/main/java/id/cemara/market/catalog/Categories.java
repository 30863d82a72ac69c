package id.cemara.market.catalog;

import id.cemara.platform.AnswerCache;
import id.cemara.platform.DataVersions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The product categories, kept as data.
@Component
public class Categories {

    /// The same topics as the market's other cached answers, so that a request reads one data version.
    private static final List<String> TOPICS = List.of("area", "market");

    private final JdbcClient db;

    private final AnswerCache<String, Map<String, Category>> kept;

    Categories(JdbcClient db, DataVersions versions) {
        this.db = db;
        this.kept = new AnswerCache<>(versions, TOPICS, 1);
    }

    /// All categories by key, in display order, cached until the market's data change. For public pages.
    public Map<String, Category> kept() {
        return kept.get("", this::byKey);
    }

    /// The category with that key, from the same cache.
    ///
    /// @throws IllegalStateException if there is none
    public Category of(String key) {
        Category category = kept().get(key);
        if (category == null) {
            throw new IllegalStateException("no category " + key);
        }
        return category;
    }

    /// All categories by key, in display order, read from the database.
    Map<String, Category> byKey() {
        Map<String, Category> byKey = new LinkedHashMap<>();
        all().forEach(category -> byKey.put(category.key(), category));
        return byKey;
    }

    /// All categories in display order.
    public List<Category> all() {
        return db.sql("select key, name_id, name_en, is_food, is_dry from market.categories order by position")
                .query(Category.class)
                .list();
    }

    public Optional<Category> find(String key) {
        return db.sql("select key, name_id, name_en, is_food, is_dry from market.categories where key = :key")
                .param("key", key)
                .query(Category.class)
                .optional();
    }

    /// The names by key, in display order, for a select field.
    public Map<String, String> names(boolean isEnglish) {
        Map<String, String> names = new LinkedHashMap<>();
        all().forEach(category -> names.put(category.key(), category.name(isEnglish)));
        return names;
    }
}
