package id.cemara.market.products;

import id.cemara.exchange.ImportKind;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.Permission;
import id.cemara.market.Categories;
import id.cemara.market.Products;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Products from a table. Each is made as if somebody had typed it, as a draft that is shown when the group wants it.
@Component
@Order(4)
class ProductsImport implements ImportKind {

    static final String GROUP = "group";
    static final String NAME = "name";
    static final String PRICE = "price";
    static final String UNIT = "unit";
    static final String CATEGORY = "category";
    static final String STOCK = "stock";
    static final String CAPACITY = "capacity";
    static final String LEAD = "lead";
    static final String HALAL = "halal";
    static final String WEIGHT = "weight";
    static final String NET = "net";
    static final String SHELF = "shelf";
    static final String DESCRIPTION = "description";
    static final String INGREDIENTS = "ingredients";

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final Categories categories;
    private final Products products;

    ProductsImport(JdbcClient db, GroupsInScope groups, Categories categories, Products products) {
        this.db = db;
        this.groups = groups;
        this.categories = categories;
        this.products = products;
    }

    @Override
    public String key() {
        return "products";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(GROUP, true, List.of("nomor kelompok", "no kelompok", "group number"), "17.07-0012"),
                new Column(
                        NAME,
                        true,
                        List.of("produk", "nama", "nama barang", "barang", "product"),
                        "Keripik pisang manis"),
                new Column(PRICE, true, List.of("harga satuan", "harga jual", "harga (Rp)"), "12.500"),
                new Column(UNIT, true, List.of("kemasan", "satuan jual"), "bungkus 200 g"),
                new Column(
                        CATEGORY,
                        true,
                        List.of("kategori", "jenis", "jenis produk", "category"),
                        "keripik dan camilan"),
                new Column(STOCK, false, List.of("jumlah", "persediaan", "stock", "sisa"), "20"),
                new Column(CAPACITY, false, List.of("kapasitas", "kapasitas seminggu", "per minggu"), ""),
                new Column(LEAD, false, List.of("siap setelah", "lama pesan", "hari tunggu"), ""),
                new Column(HALAL, false, List.of("sertifikat halal", "status halal"), "ya"),
                new Column(WEIGHT, false, List.of("berat", "berat kirim", "berat gram"), "225"),
                new Column(NET, false, List.of("berat bersih", "isi bersih", "netto"), "200"),
                new Column(SHELF, false, List.of("tahan", "tahan hari", "masa simpan"), "90"),
                new Column(DESCRIPTION, false, List.of("deskripsi", "uraian"), "Renyah dan manis."),
                new Column(INGREDIENTS, false, List.of("komposisi", "bahan bahan"), "pisang, gula, minyak goreng"));
    }

    @Override
    public boolean allowed(Actor actor) {
        return Permission.SELL.allows(actor);
    }

    @Override
    public ImportRun begin(boolean write) {
        return new ProductsRun(db, groups, categories.all(), products, write);
    }
}
