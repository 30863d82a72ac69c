package id.cemara.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of enum constants in the API and in tables: their names in lower case, with hyphens.
public final class Keys {

    private Keys() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The constant with that key.
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String key) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equals(key))
                .findFirst();
    }
}
