package id.cemara;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Generates names with punctuation and accents, and search texts that must find them.
public final class SpelledNames {

    /// The seed of [#generated].
    public static final long SEED = 20;

    private static final String[] WORDS = """
            Mawar Bu Sri Rejeki Hj Siti Barokah Kopi Teh Mandiri D’Anggrek Ma'ruf Café Mádu Sari Rasa Lebong Mandé Jum'at \
            Ñuri Böhler Łada 1 17 2024 II A U P 1e5 x2 3D Qur’an Kué Tat Ibu-ibu com www co.id""".split(" ");
    private static final String[] SIGNS = ". / - ' ’ & ( ) _ _ _ ._ _&_ _( )_ __".split(" ");

    private SpelledNames() {}

    /// A way to type a name in a search.
    public enum Way {
        /// Exactly.
        ITSELF {
            @Override
            public List<String> of(String name) {
                return List.of(name);
            }
        },
        /// Each word by itself; an apostrophe does not separate words.
        EACH_WORD {
            @Override
            public List<String> of(String name) {
                return Arrays.stream(name.split("[^\\p{L}\\p{M}\\p{N}'’]+"))
                        .filter(word -> word.matches(".*[\\p{L}\\p{N}].*"))
                        .toList();
            }
        },
        /// Without accents.
        WITHOUT_ACCENTS {
            @Override
            public List<String> of(String name) {
                return List.of(Normalizer.normalize(name, Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("['’]", ""));
            }
        },
        /// With combining accents, as some keyboards send them.
        DECOMPOSED {
            @Override
            public List<String> of(String name) {
                return List.of(Normalizer.normalize(name, Form.NFD));
            }
        };

        /// The search texts.
        public abstract List<String> of(String name);
    }

    /// Names made of random words and punctuation.
    public static List<String> generated(int count) {
        var random = new Random(SEED);
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            var name = new StringBuilder();
            for (int words = random.nextInt(1, 6); words > 0; words--) {
                name.append(WORDS[random.nextInt(WORDS.length)])
                        .append(SIGNS[random.nextInt(SIGNS.length)].replace('_', ' '));
            }
            names.add(name.toString().strip());
        }
        return names;
    }
}
