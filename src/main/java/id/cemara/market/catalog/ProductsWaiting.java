package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import java.util.List;
import org.springframework.stereotype.Component;

/// To-do items for published products that need attention: limits that allow no quantity, a group that
/// cannot be paid or hand over, a halal number that has ended, or expired batches.
@Component
class ProductsWaiting implements Todo {

    private static final List<String> STATES = List.of("blocked", "untaken", "lapsed", "ended");

    private final ProductList list;
    private final Frames frames;

    ProductsWaiting(ProductList list, Frames frames) {
        this.list = list;
        this.frames = frames;
    }

    @Override
    public int order() {
        return 320;
    }

    @Override
    public List<Item> items() {
        if (!Permission.SELL.allows(CurrentActor.get())) {
            return List.of();
        }
        return list.counts(new ProductList.Filter(null, null, null)).stream()
                .filter(count -> STATES.contains(count.state()))
                .map(count -> new Item(
                        frames.current().t("market.product.todo." + count.state(), count.products()),
                        "/kerja/produk?state=" + count.state()))
                .toList();
    }
}
