package id.cemara.market.sample;

import id.cemara.market.ProductGeneration;
import id.cemara.permit.PermitGeneration;
import id.cemara.platform.CopyTable;
import id.cemara.platform.OwnerDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Invents products at any size for groups that have none, of the kinds those groups make. Nine of ten are shown.
@Component
final class GeneratedProducts implements ProductGeneration {

    private static final int MOST_TRIES = 20;

    private final OwnerDatabase database;
    private final PermitGeneration permits;

    GeneratedProducts(OwnerDatabase database, PermitGeneration permits) {
        this.database = database;
        this.permits = permits;
    }

    /// What groups of a kind make: names, what they come in, and a recipe for the rest.
    private record Kind(String kind, Recipe recipe, List<String> names, List<String> ways) {}

    @Override
    public List<String> generate(int products, long seed, LocalDate day) {
        List<String> lines = new ArrayList<>();
        database.inTransaction(owner -> {
            long start = System.nanoTime();
            permits.generate(owner, seed, day);
            lines.add(line("permits", 0, (System.nanoTime() - start) / 1_000_000));
            var writer = new ProductWriter(owner);
            for (CopyTable table : generate(owner, writer, products, seed, day)) {
                lines.add(line(table.name(), table.rows(), table.milliseconds()));
            }
            lines.add(line("market.listings", writer.products(), writer.listingMilliseconds()));
        });
        return lines;
    }

    private static String line(String table, long rows, long milliseconds) {
        return "%-28s %,12d rows %,10d ms".formatted(table, rows, milliseconds);
    }

    private static List<CopyTable> generate(
            Connection owner, ProductWriter writer, int products, long seed, LocalDate day) throws SQLException {
        Map<String, Kind> kinds = kinds();
        Set<UUID> known = ids(owner, "select group_id from market.sellers");
        Set<UUID> shops = ids(owner, "select group_id from market.shops");
        Set<UUID> selling = ids(owner, "select distinct group_id from market.products");
        List<Seller> able = new ArrayList<>();
        for (Seller seller : SellersOfSample.all(owner)) {
            if (!known.contains(seller.group().id().value())) {
                writer.write(seller);
            }
            Kind kind = seller.since() == null || seller.kind() == null ? null : kinds.get(seller.kind());
            if (kind != null
                    && !selling.contains(seller.group().id().value())
                    && (seller.hasHalal() || !kind.recipe().needsHalal())) {
                able.add(seller);
            }
        }
        if (able.isEmpty()) {
            throw new IllegalStateException("no group without products may sell anything: generate groups first");
        }
        var inventor = new ProductInventor(day, false);
        reserveSlugs(owner, inventor);
        long[] weights = new long[able.size()];
        long all = 0;
        var size = new SplittableRandom(seed * 1_000_003 + 520_000);
        for (int i = 0; i < weights.length; i++) {
            // A few groups offer much, most a little.
            long drawn = size.nextInt(1_000);
            weights[i] = 300 + drawn * drawn * drawn / 250_000;
            all += weights[i];
        }
        long upTo = 0;
        int done = 0;
        for (int i = 0; i < weights.length; i++) {
            upTo += weights[i];
            int share = Math.toIntExact((products * upTo + all / 2) / all) - done;
            done += share;
            Seller seller = able.get(i);
            var chance = new SplittableRandom(seed * 1_000_003 + 530_000 + i);
            if (share > 0 && !shops.contains(seller.group().id().value())) {
                ProductWriter.InventedShop shop = SampleProducts.shop(seller, chance);
                writer.write(seller, SampleProducts.isUnpaid(seller, shop) ? shop.withCash() : shop);
            }
            Kind kind = Objects.requireNonNull(kinds.get(Objects.requireNonNull(seller.kind())));
            for (int j = 0; j < share; j++) {
                writer.write(invent(seller, kind, inventor, chance));
            }
        }
        return writer.finish();
    }

    private static InventedProduct invent(Seller seller, Kind kind, ProductInventor inventor, SplittableRandom chance) {
        String name = name(seller, kind, chance, false);
        for (int tries = 0; !inventor.isFree(seller, name); tries++) {
            name = name(seller, kind, chance, tries > MOST_TRIES);
        }
        int lot = chance.nextInt(100);
        String state = lot < 4 ? "draft" : lot < 10 ? "resting" : "published";
        long price = ProductInventor.varied(kind.recipe().price() * chance.nextInt(60, 181) / 100, chance);
        return inventor.made(
                seller, kind.recipe(), name, price, state, chance, ProductInventor.stock(kind.recipe(), chance));
    }

    private static String name(Seller seller, Kind kind, SplittableRandom chance, boolean isNumbered) {
        String name = kind.names().get(chance.nextInt(kind.names().size())) + " "
                + kind.ways().get(chance.nextInt(kind.ways().size()));
        if (chance.nextInt(3) == 0) {
            name += " " + seller.village();
        }
        return isNumbered ? name + " no. " + chance.nextInt(1, 100_000) : name;
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GeneratedProducts.class.getResourceAsStream("generated-products.csv")),
                StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(";");
                kinds.put(cells[0], kind(cells));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the words of generated products cannot be read", e);
        }
        return kinds;
    }

    private static Kind kind(String[] cells) {
        String[] stock = cells[6].split("-");
        boolean isMadeToOrder = stock[1].equals("0");
        Integer weight = number(cells[4]);
        return new Kind(
                cells[0],
                new Recipe(
                        cells[7],
                        "",
                        cells[2],
                        Long.parseLong(cells[3]),
                        cells[1],
                        List.of(cells[0]),
                        cells[7],
                        "",
                        null,
                        weight,
                        number(cells[5]),
                        weight == null ? null : "room",
                        isMadeToOrder,
                        isMadeToOrder ? 3 : 0,
                        isMadeToOrder ? 40 : null,
                        Integer.parseInt(stock[0]),
                        Integer.parseInt(stock[1]),
                        null,
                        List.of(),
                        "Dibuat bersama oleh anggota kelompok, dalam jumlah kecil supaya selalu baru. Tanyakan ukuran dan"
                                + " pilihan lain lewat WhatsApp."),
                List.of(cells[7].split("\\|")),
                List.of(cells[8].split("\\|")));
    }

    private static @Nullable Integer number(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    private static Set<UUID> ids(Connection owner, String sql) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (Statement statement = owner.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static void reserveSlugs(Connection owner, ProductInventor inventor) throws SQLException {
        try (Statement statement = owner.createStatement();
                var row = statement.executeQuery("select slug from market.products")) {
            while (row.next()) {
                inventor.reserve(row.getString(1));
            }
        }
    }
}
