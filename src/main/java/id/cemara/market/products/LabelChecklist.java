package id.cemara.market.products;

import id.cemara.market.Category;
import id.cemara.market.ProductDetails;
import id.cemara.market.ProductView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the label of packed food must show at least, and what of it is known here. A help, never a wall: whether a
/// product needs a number, and which, is for Dinkes and BPOM to say.
public record LabelChecklist(List<Line> lines) {

    public LabelChecklist {
        lines = List.copyOf(lines);
    }

    /// One thing on the label.
    ///
    /// @param key the tail of the message key `market.product.label.<tail>`; what to do when it is missing is
    /// `market.product.label.<tail>.missing`
    /// @param text what the label would say; null while it is not known
    public record Line(String key, @Nullable String text) {

        /// Whether it is known.
        public boolean isThere() {
            return text != null;
        }
    }

    /// How many things are known.
    public long thereCount() {
        return lines.stream().filter(Line::isThere).count();
    }

    /// A batch as a label names it.
    record Printed(String code, String madeOn, String until) {}

    /// @param batch the latest; null without one
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

    /// As market.may_have_p_irt says.
    private static boolean mayHavePIrt(Category category, ProductDetails details) {
        Integer keeps = details.shelfLifeDays();
        String storage = details.storage();
        return category.isDry() && (storage == null || storage.equals("room")) && (keeps == null || keeps > 7);
    }
}
