package id.cemara.market.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of a table of products. An export can be imported again without loss.
enum ProductColumn {
    GROUP("group", null, "s.number", true, "17.07-0012", "nomor kelompok", "no kelompok", "group number"),
    NAME("name", "name", "p.name", true, "Keripik pisang manis", "produk", "nama", "nama barang", "barang", "product"),
    PRICE("price", "price", "p.price", true, "12.500", "harga satuan", "harga jual", "harga (Rp)"),
    UNIT("unit", "unit", "p.unit", true, "bungkus 200 g", "kemasan", "satuan jual"),
    CATEGORY(
            "category",
            null,
            "p.category_key",
            true,
            "keripik dan camilan",
            "kategori",
            "jenis",
            "jenis produk",
            "category"),
    STOCK(
            "stock",
            null,
            "case when p.kind = 'ready' then coalesce(k.on_hand, 0) end",
            false,
            "20",
            "jumlah",
            "persediaan",
            "stock",
            "sisa"),
    CAPACITY("capacity", "weekCapacity", "p.week_capacity", false, "", "kapasitas", "kapasitas seminggu", "per minggu"),
    LEAD(
            "lead",
            "leadDays",
            "case when p.kind = 'made-to-order' then p.lead_days end",
            false,
            "",
            "siap setelah",
            "lama pesan",
            "hari tunggu"),
    HALAL("halal", null, "nullif(p.halal, 'none')", false, "ya", "sertifikat halal", "status halal"),
    WEIGHT("weight", "weightGrams", "p.weight_grams", false, "225", "berat", "berat kirim", "berat gram"),
    LENGTH("length", "lengthMm", "p.length_mm", false, "", "panjang"),
    WIDTH("width", "widthMm", "p.width_mm", false, "", "lebar"),
    HEIGHT("height", "heightMm", "p.height_mm", false, "", "tinggi"),
    NET("net", "netWeightGrams", "p.net_weight_grams", false, "200", "berat bersih", "isi bersih", "netto"),
    SHELF("shelf", "shelfLifeDays", "p.shelf_life_days", false, "90", "tahan", "tahan hari", "masa simpan"),
    STORAGE("storage", null, "p.storage", false, "suhu ruang", "penyimpanan", "simpan"),
    MIN("min", "minQuantity", "p.min_quantity", false, "1", "minimum", "minimal pesan"),
    MAX("max", "maxQuantity", "p.max_quantity", false, "", "maksimum", "maksimal pesan"),
    DESCRIPTION("description", "description", "p.description", false, "Renyah dan manis.", "deskripsi", "uraian"),
    INGREDIENTS(
            "ingredients",
            "ingredients",
            "p.ingredients",
            false,
            "pisang, gula, minyak goreng",
            "komposisi",
            "bahan bahan"),
    FROM1("from1", 1),
    PRICE1("price1", 1),
    FROM2("from2", 2),
    PRICE2("price2", 2),
    FROM3("from3", 3),
    PRICE3("price3", 3),
    FROM4("from4", 4),
    PRICE4("price4", 4);

    private final String key;
    private final @Nullable String field;
    private final String sql;
    private final boolean required;
    private final List<String> synonyms;
    private final String example;

    ProductColumn(
            String key, @Nullable String field, String sql, boolean required, String example, String... synonyms) {
        this.key = key;
        this.field = field;
        this.sql = sql;
        this.required = required;
        this.example = example;
        this.synonyms = List.of(synonyms);
    }

    /// The quantity or price of a price step.
    ProductColumn(String key, int step) {
        this(key, key, """
                (select t.%s from market.price_steps t where t.product_id = p.id
                  order by t.from_quantity limit 1 offset %d)
                """.formatted(key.startsWith("from") ? "from_quantity" : "price", step - 1), false, "");
    }

    /// Its name in imports; the message `import.column.products.<key>` is its heading.
    String key() {
        return key;
    }

    /// The form field it fills; null if it is parsed in a special way.
    @Nullable
    String field() {
        return field;
    }

    /// Its SQL expression for product `p`, seller `s` and stock `k`.
    String sql() {
        return sql;
    }

    boolean isRequired() {
        return required;
    }

    List<String> synonyms() {
        return synonyms;
    }

    String example() {
        return example;
    }
}
