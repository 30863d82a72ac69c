package id.cemara.market.catalog.drawing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/// A drawing that stands in for the photo of a product: a [Motif] with a palette and a mark on its label.
/// Chosen by the slug, so a product always gets the same one.
///
/// @param name file name: motif, variant and a hash of the picture, so that it can be cached for ever
/// @param svg the SVG document
public record Drawing(String name, String svg) {

    public static final int WIDTH = 400;
    public static final int HEIGHT = 300;

    /// The colours of one variant: background, circle behind, then the letters of [Motif].
    private record Palette(
            String ground, String halo, String body, String dark, String light, String second, String cream) {}

    private static final List<Palette> PALETTES = List.of(
            new Palette("#e9d3ad", "#f3e3c6", "#c2562d", "#933c1c", "#de8155", "#2f6b4f", "#fbf3e2"),
            new Palette("#cfdcc4", "#e1ead8", "#3f7d58", "#285a3d", "#6da583", "#d98b2b", "#f7f5e6"),
            new Palette("#f0d6bd", "#f8e7d6", "#d98b2b", "#a9641a", "#efb466", "#8c3b2e", "#fdf5e6"),
            new Palette("#cddbe0", "#e0eaed", "#2f6f86", "#1f4f61", "#64a0b3", "#d4643b", "#f4f3ea"),
            new Palette("#e5cfd0", "#f1e1e1", "#9b3b4b", "#702634", "#c56b78", "#d69a3c", "#fbf1ea"),
            new Palette("#dcd6c0", "#ebe7d6", "#7a6a35", "#574a20", "#a8975b", "#b4492f", "#faf5e4"),
            new Palette("#d9d0e0", "#e9e3ee", "#6b4c86", "#4b325f", "#967ab0", "#d98b2b", "#f6f1ee"),
            new Palette("#cfe0d8", "#e2eee8", "#1f7a78", "#125655", "#55a8a4", "#c8553d", "#f3f5ea"));

    /// Marks on the label, within x 146..254 and y 128..220.
    private static final List<String> MARKS = List.of(
            "<path fill=\"{a}\" d=\"M200 196q-44-14-40-54 44 2 40 54zM200 196q44-14 40-54-44 2-40 54z\"/>"
                    + "<path fill=\"{b}\" d=\"M168 204h64v6h-64z\"/>",
            "<circle cx=\"200\" cy=\"166\" r=\"26\" fill=\"{b}\"/><path fill=\"{c}\" d=\"M200 148l6 12 13 2-10 9 3 13-12-6-12 6"
                    + " 3-13-10-9 13-2z\"/><path fill=\"{a}\" d=\"M164 202h72v6h-72z\"/>",
            "<path fill=\"{b}\" d=\"M200 136l30 30-30 30-30-30z\"/><path fill=\"{a}\" d=\"M200 150l16 16-16 16-16-16z\"/>"
                    + "<path fill=\"{b}\" d=\"M164 204h72v6h-72z\"/>",
            "<path fill=\"{a}\" d=\"M200 134q26 20 0 34-26-14 0-34zM180 176q-24-6-22-30 22 2 22 30zM220 176q24-6 22-30-22 2-22"
                    + " 30z\"/><path fill=\"{b}\" d=\"M160 190q40-14 80 0v8q-40-14-80 0z\"/>");

    private static final int WAYS = PALETTES.size() * MARKS.size();

    /// All variants of each motif.
    private static final Drawing[][] DRAWN = drawn();

    private static final Map<String, Drawing> BY_NAME =
            Arrays.stream(DRAWN).flatMap(Arrays::stream).collect(Collectors.toMap(Drawing::name, drawn -> drawn));

    /// The drawing for a product.
    public static Drawing of(String category, String name, String slug) {
        int hash = slug.hashCode() * 0x9e3779b9;
        return DRAWN[Motif.of(category, name).ordinal()][Math.floorMod(hash >>> 8, WAYS)];
    }

    static Optional<Drawing> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Collection<Drawing> all() {
        return BY_NAME.values();
    }

    private static Drawing[][] drawn() {
        Motif[] motifs = Motif.values();
        Drawing[][] drawn = new Drawing[motifs.length][WAYS];
        for (Motif motif : motifs) {
            for (int way = 0; way < WAYS; way++) {
                drawn[motif.ordinal()][way] =
                        drawing(motif, PALETTES.get(way % PALETTES.size()), MARKS.get(way / PALETTES.size()), way);
            }
        }
        return drawn;
    }

    private static Drawing drawing(Motif motif, Palette palette, String mark, int way) {
        String svg = ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 300\" width=\"400\" height=\"300\">"
                        + "<path fill=\"" + palette.ground() + "\" d=\"M0 0h400v300H0z\"/>"
                        + "<circle cx=\"200\" cy=\"150\" r=\"128\" fill=\"" + palette.halo() + "\"/>"
                        + "<ellipse cx=\"200\" cy=\"258\" rx=\"116\" ry=\"12\" fill=\"{d}\" fill-opacity=\".22\"/>"
                        + motif.shapes().replace("{mark}", mark) + "</svg>")
                .replace("{b}", palette.body())
                .replace("{d}", palette.dark())
                .replace("{l}", palette.light())
                .replace("{a}", palette.second())
                .replace("{c}", palette.cream())
                .replace("{k}", "#3a2a20");
        return new Drawing(
                motif.key() + "-" + way + "-" + DigestUtils.sha256Hex(svg).substring(0, 12), svg);
    }
}
