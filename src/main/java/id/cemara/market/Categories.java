package id.cemara.market;

import id.cemara.platform.DataVersions;
import id.cemara.platform.FreshAnswers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The kinds of things that are sold, which are data.
@Component
public class Categories {

    /// Those of the market's other kept answers, so that a request asks for one version.
    private static final List<String> TOPICS = List.of("area", "market");

    private final JdbcClient db;

    private final FreshAnswers<String, Map<String, Category>> kept;

    Categories(JdbcClient db, DataVersions versions) {
        this.db = db;
        this.kept = new FreshAnswers<>(versions, TOPICS, 1);
    }

    /// All of them in their order by their keys, kept until the market changes: for pages that everybody asks for.
    public Map<String, Category> kept() {
        return kept.get("", this::byKey);
    }

    /// The one of that key, kept like [#kept].
    public Category of(String key) {
        Category category = kept().get(key);
        if (category == null) {
            throw new IllegalStateException("no category " + key);
        }
        return category;
    }

    /// All of them in their order by their keys.
    Map<String, Category> byKey() {
        Map<String, Category> byKey = new LinkedHashMap<>();
        all().forEach(category -> byKey.put(category.key(), category));
        return byKey;
    }

    /// All of them, in their order.
    public List<Category> all() {
        return db.sql("select key, name_id, name_en, is_food, is_dry from market.categories order by position")
                .query(Category.class)
                .list();
    }

    /// The one of that key.
    public Optional<Category> find(String key) {
        return db.sql("select key, name_id, name_en, is_food, is_dry from market.categories where key = :key")
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
