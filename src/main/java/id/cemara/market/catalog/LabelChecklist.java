package id.cemara.market.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mandatory facts on the label of packed food, and which of them are known here. Only a help that
/// never blocks: whether a product needs a permit, and which, is decided by Dinkes and BPOM.
public record LabelChecklist(List<Line> lines) {

    public LabelChecklist {
        lines = List.copyOf(lines);
    }

    /// A fact on the label.
    ///
    /// @param key the tail of the message key `market.product.label.<tail>`;
    /// `market.product.label.<tail>.missing` says what to do if it is missing
    /// @param text the text for the label; null if unknown
    public record Line(String key, @Nullable String text) {

        public boolean isThere() {
            return text != null;
        }
    }

    /// The number of known facts.
    public long thereCount() {
        return lines.stream().filter(Line::isThere).count();
    }

    /// A batch with dates as printed on a label.
    record Printed(String code, String madeOn, String until) {}

    /// @param batch the latest; null if there is none
    static LabelChecklist of(ProductView product, Category category, @Nullable Printed batch) {
        ProductDetails details = product.details();
        ProductView.Seller seller = product.seller();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("name", details.name()));
        lines.add(new Line("ingredients", details.ingredients()));
        lines.add(new Line("net", details.netWeightGrams() == null ? null : details.netWeightGrams() + " g"));
        lines.add(new Line("producer", seller.name() + ", " + seller.place()));
        if (category.needsHalal()) {
            lines.add(new Line(
                    "halal",
                    details.halal().equals("certified")
                            ? seller.halal()
                            : details.halal().equals("not-halal") ? "✓" : null));
            lines.add(new Line(
                    "permit",
                    seller.md() != null
                            ? "BPOM RI MD " + seller.md()
                            : seller.homeFood() != null && mayHavePIrt(category, details)
                                    ? "P-IRT " + seller.homeFood()
                                    : null));
        }
        lines.add(new Line("made", batch == null ? null : batch.madeOn()));
        lines.add(new Line("batch", batch == null ? null : batch.code()));
        lines.add(new Line("until", batch == null ? null : batch.until()));
        return new LabelChecklist(lines);
    }

    /// Same rule as `market.may_have_p_irt`.
    private static boolean mayHavePIrt(Category category, ProductDetails details) {
        Integer keeps = details.shelfLifeDays();
        String storage = details.storage();
        return category.isDry() && (storage == null || storage.equals("room")) && (keeps == null || keeps > 7);
    }
}
