package id.cemara.market.catalog;

import id.cemara.exchange.ImportKind;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Imports products from a table. Each is created like a typed one, as a draft.
@Component
@Order(4)
record ProductsImport(GroupsInScope groups, Categories categories, Products products) implements ImportKind {

    @Override
    public String key() {
        return "products";
    }

    @Override
    public List<Column> columns() {
        return Stream.of(ProductColumn.values())
                .map(column -> column(column.key(), column.isRequired()))
                .toList();
    }

    @Override
    public boolean allowed(Actor actor) {
        return Permission.SELL.allows(actor);
    }

    @Override
    public ImportRun begin(boolean write) {
        return new ProductsRun(groups, categories.all(), products, write);
    }
}
