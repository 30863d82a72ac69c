package id.cemara.market.sample;

import id.cemara.market.sample.ProductWriter.InventedShop;
import id.cemara.platform.start.SampleData;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the sample's groups sell: each product of products-bengkulu.csv at least once in its kabupaten, and the same
/// kinds of things at about every second group, under names and prices of their own.
///
/// Food is shown only by groups with a halal number, because nobody may be said to sell what is not halal; what comes
/// fresh from farm and sea (fruit, eggs, honey from the hive, shellfish) needs none. What food other groups made ready
/// stays a draft.
@Component
final class SampleProducts implements SampleData {

    private static final String CEMARA_INDAH = "17.71-0004";

    /// The other groups that the report of 2020 names: Ibu Sri, Zafil and Wanita Mandiri.
    private static final Set<String> NAMED = Set.of("17.71-0023", "17.71-0037", "17.07-0012");

    /// Of a hundred groups that could, how many sell.
    private static final int SELLING = 78;
    private static final int SELLING_CRAFTS = 45;
    private static final int DRAFTING = 8;

    /// How many groups have not said yet how they are paid, so that nobody can order from them.
    private static final int UNFINISHED = 2;

    @Override
    public int order() {
        return 500;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        var writer = new ProductWriter(owner);
        List<Seller> sellers = SellersOfSample.all(owner);
        for (Seller seller : sellers) {
            writer.write(seller);
        }
        List<Seller> open =
                sellers.stream().filter(seller -> seller.since() != null).toList();
        List<Recipe> recipes = Recipe.all();
        var inventor = new ProductInventor(plan.day(), true);
        Map<Seller, List<InventedProduct>> offers = new LinkedHashMap<>();
        var first = new SplittableRandom(plan.seed() * 1_000_003 + 500_000);
        for (Recipe recipe : recipes) {
            Seller seller = home(recipe, open, offers, first);
            if (seller != null) {
                add(offers, inventor.invent(seller, recipe, true, mayShow(seller, recipe), first));
            }
        }
        for (int i = 0; i < open.size(); i++) {
            invent(open.get(i), recipes, inventor, offers, new SplittableRandom(plan.seed() * 1_000_003 + 510_000 + i));
        }
        var chance = new SplittableRandom(plan.seed() * 1_000_003 + 590_000);
        int unfinished = 0;
        for (Map.Entry<Seller, List<InventedProduct>> offer : offers.entrySet()) {
            InventedShop shop = shop(offer.getKey(), chance);
            if (isUnpaid(offer.getKey(), shop) && unfinished++ >= UNFINISHED) {
                shop = shop.withCash();
            }
            writer.write(offer.getKey(), shop);
            for (InventedProduct product : offer.getValue()) {
                writer.write(product);
            }
        }
        writer.finish();
    }

    /// The group of its kabupaten that sells what the file names: best one of the right kind that may show it and has
    /// little yet, then one of the right kind, then one that may show it, then any. Null when the kabupaten
    /// has no groups.
    private static @Nullable Seller home(
            Recipe recipe, List<Seller> open, Map<Seller, List<InventedProduct>> offers, SplittableRandom chance) {
        List<Seller> best = new ArrayList<>();
        int rank = 0;
        for (Seller seller : open) {
            if (!seller.regency().equals(recipe.regency())
                    || seller.group().number().equals(CEMARA_INDAH)) {
                continue;
            }
            int worth = 1
                    + (mayShow(seller, recipe) ? 2 : 0)
                    + (recipe.kinds().contains(seller.kind()) ? 4 : 0)
                    + (offers.getOrDefault(seller, List.of()).size() < 3 ? 1 : 0);
            if (worth == 8 && NAMED.contains(seller.group().number())) {
                worth++;
            }
            if (worth > rank) {
                rank = worth;
                best.clear();
            }
            if (worth == rank) {
                best.add(seller);
            }
        }
        return best.isEmpty() ? null : best.get(chance.nextInt(best.size()));
    }

    private static void invent(
            Seller seller,
            List<Recipe> recipes,
            ProductInventor inventor,
            Map<Seller, List<InventedProduct>> offers,
            SplittableRandom chance) {
        if (seller.group().number().equals(CEMARA_INDAH)) {
            cemaraIndah(seller, recipes, inventor, offers, chance);
            return;
        }
        List<Recipe> own = suitable(seller, recipes);
        if (own.isEmpty()) {
            return;
        }
        boolean isFood = own.getFirst().needsHalal();
        int share = !isFood ? SELLING_CRAFTS : seller.hasHalal() ? SELLING : DRAFTING;
        if (chance.nextInt(100) >= share) {
            return;
        }
        int wanted = isFood && !seller.hasHalal() ? 1 : chance.nextInt(1, 5);
        for (int i = 0; i < wanted; i++) {
            Recipe recipe = own.get(chance.nextInt(own.size()));
            add(offers, inventor.invent(seller, recipe, false, mayShow(seller, recipe), chance));
        }
    }

    /// What its kind of business makes in its kabupaten; where the file names nothing there, what is made elsewhere.
    private static List<Recipe> suitable(Seller seller, List<Recipe> recipes) {
        List<Recipe> fitting = recipes.stream()
                .filter(recipe ->
                        !recipe.kinds().isEmpty() && recipe.kinds().getFirst().equals(seller.kind()))
                .toList();
        List<Recipe> near = fitting.stream()
                .filter(recipe -> recipe.regency().equals(seller.regency()))
                .toList();
        return near.size() >= 2 ? near : fitting;
    }

    /// The group that every test and every reader finds: four products that are there, one by one, with
    /// cash and pick-up.
    private static void cemaraIndah(
            Seller seller,
            List<Recipe> recipes,
            ProductInventor inventor,
            Map<Seller, List<InventedProduct>> offers,
            SplittableRandom chance) {
        Map<String, Recipe> byName = new HashMap<>();
        recipes.forEach(recipe -> byName.put(recipe.name(), recipe));
        cemaraIndah(
                seller,
                byName,
                "Keripik pisang Lebong 200 g",
                "Keripik pisang manis 200 g",
                12_000,
                80,
                inventor,
                offers,
                chance);
        cemaraIndah(
                seller,
                byName,
                "Keripik singkong 250 g",
                "Keripik singkong balado 250 g",
                10_000,
                120,
                inventor,
                offers,
                chance);
        cemaraIndah(
                seller,
                byName,
                "Keripik talas 200 g",
                "Keripik talas original 200 g",
                13_500,
                60,
                inventor,
                offers,
                chance);
        cemaraIndah(
                seller,
                byName,
                "Keripik ikan beledang 200 g",
                "Keripik beledang pedas 200 g",
                26_000,
                45,
                inventor,
                offers,
                chance);
    }

    private static void cemaraIndah(
            Seller seller,
            Map<String, Recipe> recipes,
            String recipe,
            String name,
            long price,
            int onHand,
            ProductInventor inventor,
            Map<Seller, List<InventedProduct>> offers,
            SplittableRandom chance) {
        Recipe made = recipes.get(recipe);
        if (made != null) {
            add(offers, inventor.made(seller, made, name, price, "published", chance, onHand));
        }
    }

    private static void add(Map<Seller, List<InventedProduct>> offers, @Nullable InventedProduct product) {
        if (product != null) {
            offers.computeIfAbsent(product.seller(), seller -> new ArrayList<>())
                    .add(product);
        }
    }

    private static boolean mayShow(Seller seller, Recipe recipe) {
        return !recipe.needsHalal() || seller.hasHalal();
    }

    /// Whether buyers have no way to pay the group.
    static boolean isUnpaid(Seller seller, InventedShop shop) {
        return !shop.takesCod() && !shop.takesInstitutions() && !seller.isPaidAhead();
    }

    static InventedShop shop(Seller seller, SplittableRandom chance) {
        boolean isKnown = seller.group().number().equals(CEMARA_INDAH);
        String[] welcomes = {
            "Terima kasih sudah mampir. Pesanan kami siapkan segar, biasanya selesai dalam satu sampai dua hari.",
            "Kelompok kami memproduksi bersama setiap hari Senin dan Kamis. Silakan tanya dulu untuk jumlah besar.",
            "Setiap pembelian membantu penghasilan keluarga anggota kami. Terima kasih, Ibu dan Bapak."
        };
        int words = chance.nextInt(welcomes.length + 1);
        return new InventedShop(
                "+62860%08d".formatted(chance.nextInt(10_000_000, 100_000_000)),
                words == welcomes.length ? null : welcomes[words],
                isKnown | chance.nextInt(100) < 85,
                isKnown | chance.nextInt(100) < 25,
                "Rumah produksi kelompok " + seller.group().name() + ", " + seller.village(),
                chance.nextInt(2) == 0 ? "Senin sampai Sabtu, 08.00–16.00 WIB" : "Setiap hari, 09.00–17.00 WIB");
    }
}
