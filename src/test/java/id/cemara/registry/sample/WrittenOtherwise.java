package id.cemara.registry.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Writes a group's name as another hand would: with the programme's words, old spelling, abbreviations and slips.
final class WrittenOtherwise {

    static final List<String> SECOND_WORDS = List.of(
            "Putih",
            "Merah",
            "Indah",
            "Jaya",
            "Ungu",
            "Sari",
            "Lestari",
            "Bersama",
            "Makmur",
            "Bahagia",
            "Abadi",
            "Ceria",
            "Amanah",
            "Rukun",
            "Setia",
            "Gemilang",
            "Cemerlang",
            "Harapan",
            "Tani",
            "Pesisir");

    private static final List<String> BEFORE = List.of(
            "Kelompok ",
            "Kelompok UPPKS ",
            "UPPKS ",
            "UPPKA ",
            "Kelompok UPPKA ",
            "Poktan ",
            "Klp. ",
            "KELOMPOK ",
            "U.P.P.K.S. ",
            "Kelompok Usaha ",
            "UPPKA \"",
            "Kel. UPPKS ",
            "Usaha Peningkatan Pendapatan Keluarga Sejahtera ");
    private static final List<String> TITLES =
            List.of("Ibu ", "Bu ", "Hj. ", "Ibu Hj. ", "Hajah ", "Dra. ", "Ny. ", "Ibu-ibu ");

    /// How a duplicate's name differs from the group's.
    enum Way {
        SAME(14),
        PROGRAMME_WORDS(20),
        SPELLING(14),
        SLIP(20),
        WORDS_AND_SLIP(12),
        TITLE(4),
        ABBREVIATED(7),
        ONE_WORD_ELSE(5),
        ANOTHER_NAME(4);

        private final int percent;

        Way(int percent) {
            this.percent = percent;
        }

        static Way drawn(Chance chance) {
            int at = chance.below(100);
            for (Way way : values()) {
                at -= way.percent;
                if (at < 0) {
                    return way;
                }
            }
            return SAME;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Chance chance;

    WrittenOtherwise(Chance chance) {
        this.chance = chance;
    }

    String write(String name, Way way) {
        return switch (way) {
            case SAME -> chance.percent(50) ? name : name.toUpperCase(Locale.ROOT);
            case PROGRAMME_WORDS -> chance.pick(BEFORE) + name;
            case SPELLING -> lightly(spelledOtherwise(name));
            case SLIP -> withSlip(name);
            case WORDS_AND_SLIP -> chance.pick(BEFORE) + withSlip(spelledOtherwise(name));
            case TITLE -> chance.pick(TITLES) + name;
            case ABBREVIATED -> abbreviated(name);
            case ONE_WORD_ELSE -> oneWordElse(name);
            case ANOTHER_NAME -> chance.pick(SECOND_WORDS) + " " + chance.pick(SECOND_WORDS);
        };
    }

    /// Perhaps with the programme's words before it.
    String lightly(String name) {
        return chance.percent(50) ? chance.pick(BEFORE) + name : name;
    }

    /// Another number at the end, as sister groups have.
    String nextNumber(String name) {
        List<String> words = new ArrayList<>(Arrays.asList(name.split(" ")));
        String last = words.getLast();
        List<String> roman = List.of("I", "II", "III", "IV");
        if (words.size() > 1 && roman.contains(last)) {
            words.set(words.size() - 1, roman.get((roman.indexOf(last) + 1) % roman.size()));
        } else if (words.size() > 1 && last.matches("[1-9]")) {
            words.set(words.size() - 1, String.valueOf(Integer.parseInt(last) % 9 + 1));
        } else if (words.size() > 1 && last.matches("[AB]")) {
            words.set(words.size() - 1, last.equals("A") ? "B" : "C");
        } else {
            words.add(chance.pick(List.of("II", "2", "III", "3", "Dua")));
        }
        return String.join(" ", words);
    }

    private String spelledOtherwise(String name) {
        String text = name;
        List<List<String>> rules = new ArrayList<>(List.of(
                List.of("u", "oe"),
                List.of("j", "dj"),
                List.of("c", "tj"),
                List.of("y", "j"),
                List.of("f", "p"),
                List.of("z", "j"),
                List.of("v", "p"),
                List.of("i", "ie"),
                List.of("k", "kh"),
                List.of("s", "sy"),
                List.of("t", "tt"),
                List.of("l", "ll"),
                List.of("h", ""),
                List.of("II", "2"),
                List.of("I", "1")));
        chance.shuffle(rules);
        int done = 0;
        for (List<String> rule : rules) {
            int at = text.indexOf(rule.getFirst(), 1);
            if (at > 0 && done < 2) {
                text = text.substring(0, at)
                        + rule.getLast()
                        + text.substring(at + rule.getFirst().length());
                done++;
            }
        }
        return text;
    }

    /// One or two letters wrong, never a digit.
    private String withSlip(String name) {
        String text = name;
        int slips = name.length() > 12 && chance.percent(35) ? 2 : 1;
        for (int i = 0; i < slips; i++) {
            int at = 1 + chance.below(Math.max(1, text.length() - 2));
            String letter = String.valueOf((char) ('a' + chance.below(26)));
            String before = text.substring(0, at);
            String after = text.substring(Math.min(text.length(), at + 1));
            text = switch (chance.below(4)) {
                case 0 -> before + after;
                case 1 -> before + letter + text.substring(at);
                case 2 -> before + letter + after;
                default -> after.isEmpty() ? text : before + after.charAt(0) + text.charAt(at) + after.substring(1);
            };
        }
        return text.strip();
    }

    private String abbreviated(String name) {
        String[] words = name.split(" ");
        int at = chance.below(words.length);
        String word = words[at];
        words[at] = words.length > 1 && chance.percent(40)
                ? word.charAt(0) + "."
                : word.charAt(0) + word.substring(1).replaceAll("[aeiou]", "");
        return String.join(" ", words);
    }

    private String oneWordElse(String name) {
        String[] words = name.split(" ");
        if (words.length == 1 || chance.percent(40)) {
            return name + " " + chance.pick(SECOND_WORDS);
        }
        words[chance.below(words.length)] = chance.pick(SECOND_WORDS);
        return String.join(" ", words);
    }
}
