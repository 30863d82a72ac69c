package id.cemara.market.sample;

import id.cemara.market.sample.InventedProduct.Batch;
import id.cemara.market.sample.InventedProduct.Step;
import id.cemara.registry.Slugs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes a group's product out of a recipe: its name, its price, what is on the shelf.
final class ProductInventor {

    private static final int MAX_SLUG = 110;
    private static final Set<String> SOLD_WHOLESALE =
            Set.of("snacks", "fish", "coffee", "seasoning", "drinks", "plants");

    private final LocalDate day;
    private final boolean withBatches;
    private final Set<String> slugs = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    ProductInventor(LocalDate day, boolean withBatches) {
        this.day = day;
        this.withBatches = withBatches;
    }

    /// An address that is taken.
    void reserve(String slug) {
        slugs.add(slug);
    }

    /// Whether the group has none of that name yet; from now on it has.
    boolean isFree(Seller seller, String name) {
        return names.add(seller.group().id() + name);
    }

    /// @param isFirst whether it is the one of the file, with its name and price
    /// @param canPublish whether it may be shown
    /// @return null when the group has one of that name already
    @Nullable
    InventedProduct invent(Seller seller, Recipe recipe, boolean isFirst, boolean canPublish, SplittableRandom chance) {
        String flavour = isFirst || recipe.flavours().isEmpty()
                ? ""
                : recipe.flavours().get(chance.nextInt(recipe.flavours().size()));
        String name = isFirst ? recipe.name() : named(recipe, flavour);
        if (!isFree(seller, name)) {
            return null;
        }
        long price = isFirst ? recipe.price() : varied(recipe.price(), chance);
        int lot = chance.nextInt(100);
        String state = !canPublish || lot < 3 ? "draft" : lot < 9 && !isFirst ? "resting" : "published";
        return made(seller, recipe, name, price, state, chance, stock(recipe, chance));
    }

    InventedProduct made(
            Seller seller,
            Recipe recipe,
            String name,
            long price,
            String state,
            SplittableRandom chance,
            @Nullable Integer onHand) {
        UUID id = UUID.nameUUIDFromBytes(
                ("sample product " + seller.group().number() + name).getBytes(StandardCharsets.UTF_8));
        LocalDate since = latest(day.minusDays(chance.nextInt(20, 400)), seller.since());
        Instant created =
                since.atTime(chance.nextInt(1, 10), chance.nextInt(60)).toInstant(ZoneOffset.UTC);
        boolean isBig = recipe.price() >= 100_000;
        return new InventedProduct(
                id,
                seller,
                recipe,
                slug(name, seller),
                name,
                recipe.words(),
                price,
                state,
                state.equals("draft") ? null : created.plusSeconds(chance.nextInt(300, 90_000)),
                created,
                minimum(recipe),
                isBig && chance.nextInt(4) == 0 ? 20 : null,
                onHand,
                steps(recipe, price, chance),
                batches(recipe, onHand, chance));
    }

    /// What ready goods there are: of some none, of some the last ones, of most enough.
    static @Nullable Integer stock(Recipe recipe, SplittableRandom chance) {
        if (recipe.isMadeToOrder()) {
            return null;
        }
        int lot = chance.nextInt(100);
        if (lot < 8) {
            return 0;
        }
        return lot < 18 ? chance.nextInt(1, 4) : chance.nextInt(recipe.leastStock(), recipe.mostStock() + 1);
    }

    /// What costs little is not sold one by one.
    private static int minimum(Recipe recipe) {
        if (recipe.category().equals("meals") && recipe.isMadeToOrder()) {
            return 20;
        }
        return recipe.price() < 5_000 && recipe.isMadeToOrder() ? 20 : recipe.price() < 3_000 ? 10 : 1;
    }

    private static String named(Recipe recipe, String flavour) {
        return (recipe.title()
                        + (flavour.isEmpty() ? "" : " " + flavour)
                        + (recipe.size().isEmpty() ? "" : " " + recipe.size()))
                .strip();
    }

    /// Somewhat more or less than elsewhere, and round.
    static long varied(long price, SplittableRandom chance) {
        long changed = price * chance.nextInt(88, 121) / 100;
        long step = price < 3_000 ? 100 : price < 50_000 ? 500 : price < 300_000 ? 1_000 : 10_000;
        return Math.max(step, (changed + step / 2) / step * step);
    }

    private List<Step> steps(Recipe recipe, long price, SplittableRandom chance) {
        if (!SOLD_WHOLESALE.contains(recipe.category()) || recipe.isMadeToOrder() || chance.nextInt(100) >= 35) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(10, price * 95 / 100));
        if (chance.nextInt(2) == 0) {
            steps.add(new Step(50, price * 90 / 100));
        }
        return steps;
    }

    /// One to three that together hold what is on the shelf. A few have ended, so that there is something to see.
    private List<Batch> batches(Recipe recipe, @Nullable Integer onHand, SplittableRandom chance) {
        Integer keeps = recipe.shelfLifeDays();
        if (!withBatches || !recipe.hasBatches() || keeps == null || onHand == null || onHand == 0) {
            return List.of();
        }
        List<Batch> batches = new ArrayList<>();
        int parts = onHand < 4 ? 1 : chance.nextInt(1, 4);
        for (int part = 0; part < parts; part++) {
            int quantity = part == parts - 1 ? onHand - onHand / parts * (parts - 1) : onHand / parts;
            boolean hasEnded = part == 0 && chance.nextInt(100) < 4;
            int age = hasEnded ? keeps + chance.nextInt(1, 10) : chance.nextInt(0, Math.max(1, keeps / 2));
            LocalDate made = day.minusDays(age);
            String code = "%ty%<tm%<td-%c".formatted(made, 'A' + part);
            batches.add(new Batch(code, made, made.plusDays(keeps), quantity));
        }
        return batches;
    }

    /// The name, with the group's when the name alone is taken.
    private String slug(String name, Seller seller) {
        String plain = cut(Slugs.of(name));
        if (slugs.add(plain)) {
            return plain;
        }
        String withGroup = cut(plain + "-" + seller.group().slug());
        if (slugs.add(withGroup)) {
            return withGroup;
        }
        int number = 2;
        while (!slugs.add(withGroup + "-" + number)) {
            number++;
        }
        return withGroup + "-" + number;
    }

    private static String cut(String slug) {
        return slug.length() <= MAX_SLUG ? slug : slug.substring(0, MAX_SLUG).replaceAll("-+$", "");
    }

    private static LocalDate latest(LocalDate day, @Nullable LocalDate other) {
        return other == null || day.isAfter(other) ? day : other;
    }
}
