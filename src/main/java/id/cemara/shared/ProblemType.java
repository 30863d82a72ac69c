package id.cemara.shared;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The declaration of a [Problem]'s record, read by reflection once a class.
record ProblemType(String code, int status, List<Component> components) {

    private static final ClassValue<ProblemType> TYPES = new ClassValue<>() {
        @Override
        protected ProblemType computeValue(Class<?> type) {
            return new ProblemType(
                    kebab(type.getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "-")),
                    statusOf(type),
                    Arrays.stream(type.getRecordComponents()).map(Component::of).toList());
        }
    };

    static ProblemType of(Problem problem) {
        return TYPES.get(problem.getClass());
    }

    List<Object> arguments(Problem problem) {
        return components.stream().map(component -> component.argument(problem)).toList();
    }

    Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Component component : components) {
            if (component.member() != null) {
                members.put(component.member(), component.value(problem));
            }
        }
        return members;
    }

    private static int statusOf(Class<?> type) {
        Problem.Status status = type.getAnnotation(Problem.Status.class);
        return status != null ? status.value() : statusOf(type.getInterfaces()[0]);
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param member name of the extension member; null if it is none
    /// @param prefix of the message key; null if the argument is the value itself
    private record Component(
            Method accessor,
            @Nullable String member,
            @Nullable String prefix) {

        static Component of(RecordComponent declared) {
            Method accessor = declared.getAccessor();
            accessor.setAccessible(true); // the record may be private
            Problem.Extension extension = declared.getAnnotation(Problem.Extension.class);
            Problem.Localized localized = declared.getAnnotation(Problem.Localized.class);
            return new Component(
                    accessor,
                    extension == null ? null : extension.value().isEmpty() ? declared.getName() : extension.value(),
                    localized == null ? null : localized.value());
        }

        Object argument(Problem problem) {
            Object value = value(problem);
            return prefix == null
                    ? value
                    : new MessageKey(prefix + "." + (value instanceof Enum<?> word ? kebab(word.name()) : value));
        }

        Object value(Problem problem) {
            try {
                return Objects.requireNonNull(accessor.invoke(problem));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e); // an accessor only reads
            }
        }
    }
}
