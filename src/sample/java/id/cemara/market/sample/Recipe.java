package id.cemara.market.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// A product that groups of a kabupaten are known for, of products-bengkulu.csv, with what the sample invents about it.
///
/// @param name as that file has it
/// @param regency the kabupaten it belongs to
/// @param price of one, in rupiah
/// @param kinds the kinds of business that make it
/// @param title the name without size and place, as other groups call theirs
/// @param size as it follows the title; empty when the unit says it
/// @param netWeightGrams null when it is not sold by weight
/// @param weightGrams with packaging; null for what is not sent
/// @param shelfLifeDays null when it does not spoil
/// @param storage null for what is not stored
/// @param isMadeToOrder whether it is made when somebody orders
/// @param weekCapacity of what is made to order
/// @param leastStock of what is ready
/// @param ingredients null when it has none
/// @param flavours what it comes in
record Recipe(
        String name,
        String regency,
        String unit,
        long price,
        String category,
        List<String> kinds,
        String title,
        String size,
        @Nullable Integer netWeightGrams,
        @Nullable Integer weightGrams,
        @Nullable Integer shelfLifeDays,
        @Nullable String storage,
        boolean isMadeToOrder,
        int leadDays,
        @Nullable Integer weekCapacity,
        int leastStock,
        int mostStock,
        @Nullable String ingredients,
        List<String> flavours,
        String words) {

    private static final CSVFormat COMMAS =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final CSVFormat SEMICOLONS =
            COMMAS.builder().setDelimiter(';').get();

    /// Categories of food that must say whether it is halal; what comes fresh from farm and sea need not.
    private static final List<String> NEED_HALAL =
            List.of("snacks", "cakes", "fish", "sweets", "drinks", "coffee", "seasoning", "meals");

    /// All of them, in the order of the file.
    static List<Recipe> all() {
        Map<String, CSVRecord> details = new HashMap<>();
        try (Reader text = open("product-details.csv");
                var rows = SEMICOLONS.parse(text)) {
            rows.forEach(row -> details.put(row.get("name"), row));
        } catch (IOException e) {
            throw new UncheckedIOException("the details of the sample's products cannot be read", e);
        }
        List<Recipe> recipes = new ArrayList<>();
        try (Reader text = open("products-bengkulu.csv");
                var rows = COMMAS.parse(text)) {
            for (CSVRecord row : rows) {
                recipes.add(of(row, Objects.requireNonNull(details.get(row.get("name")), row.get("name"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sample's products cannot be read", e);
        }
        return recipes;
    }

    private static Recipe of(CSVRecord row, CSVRecord detail) {
        String[] stock = detail.get("stock").split("-");
        boolean isMadeToOrder = detail.get("kind").equals("made-to-order");
        return new Recipe(
                row.get("name"),
                row.get("kabupaten_code"),
                row.get("unit"),
                Long.parseLong(row.get("price_idr")),
                detail.get("category"),
                parts(detail.get("kinds")),
                detail.get("title"),
                detail.get("size"),
                number(detail.get("net")),
                number(detail.get("weight")),
                number(detail.get("shelf")),
                text(detail.get("storage")),
                isMadeToOrder,
                Integer.parseInt(detail.get("lead")),
                number(detail.get("capacity")),
                isMadeToOrder ? 0 : Integer.parseInt(stock[0]),
                isMadeToOrder ? 0 : Integer.parseInt(stock[1]),
                text(detail.get("ingredients")),
                parts(detail.get("flavours")),
                detail.get("words"));
    }

    boolean needsHalal() {
        return NEED_HALAL.contains(category);
    }

    /// Whether batches of it are kept apart: food that was made at home.
    boolean hasBatches() {
        return needsHalal() && shelfLifeDays != null && !isMadeToOrder;
    }

    private static Reader open(String file) {
        return new InputStreamReader(
                Objects.requireNonNull(Recipe.class.getResourceAsStream(file), file), StandardCharsets.UTF_8);
    }

    private static List<String> parts(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
    }

    private static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer number(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }
}
