package id.cemara.market.finding;

import id.cemara.platform.DataVersions;
import id.cemara.platform.FreshAnswers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The kinds of goods in the market, in their order.
@Component
class Categories {

    private final JdbcClient db;
    private final FreshAnswers<String, Map<String, Category>> kept;

    Categories(JdbcClient db, DataVersions versions) {
        this.db = db;
        this.kept = new FreshAnswers<>(versions, FreshMarket.TOPICS, 1);
    }

    Map<String, Category> all() {
        return kept.get("", this::read);
    }

    /// The category with that key.
    Category of(String key) {
        Category category = all().get(key);
        if (category == null) {
            throw new IllegalStateException("no category " + key);
        }
        return category;
    }

    Set<String> keys() {
        return all().keySet();
    }

    private Map<String, Category> read() {
        Map<String, Category> categories = new LinkedHashMap<>();
        db.sql("select key, name_id, name_en, is_food from market.categories order by position")
                .query(Category.class)
                .list()
                .forEach(category -> categories.put(category.key(), category));
        return categories;
    }
}
