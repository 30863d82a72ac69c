package id.cemara;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/// Describes records in the API description, each under a unique name. `@Nullable` components may be null;
/// all others are required.
final class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, JavaType> named = new ConcurrentHashMap<>();
    private final Set<String> collisions = ConcurrentHashMap.newKeySet();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType asked, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        JavaType type = Json31.mapper().constructType(asked.getType());
        if (!isOurs(type)) {
            return chain.next().resolve(asked, context, chain);
        }
        String name = name(type);
        JavaType other = named.putIfAbsent(name, type);
        if (other != null && !other.equals(type)) {
            collisions.add("%s and %s are both called %s: give one a @Schema(name)"
                    .formatted(other.toCanonical(), type.toCanonical(), name));
        }
        Schema<?> schema = chain.next().resolve(asked.name(name), context, chain);
        Schema<?> model = context.getDefinedModels().get(name);
        if (model != null) {
            sayWhatMayBeNull(model, type.getRawClass());
        }
        return schema;
    }

    private static boolean isOurs(@Nullable JavaType type) {
        return type != null
                && type.getRawClass().isRecord()
                && type.getRawClass().getName().startsWith("id.cemara.");
    }

    /// The record's name, prefixed by its enclosing class: `OrderApi.LineAnswer` becomes `OrderLine`, and a
    /// list of them `OrderLineList`.
    private static String name(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (type.containedTypeCount() == 1) {
            JavaType inner = type.containedType(0);
            String of = isOurs(inner) ? name(inner) : inner.getRawClass().getSimpleName();
            return of + (raw.getSimpleName().equals("Listing") ? "List" : raw.getSimpleName());
        }
        return name(raw);
    }

    private static String name(Class<?> raw) {
        var given = raw.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (given != null && !given.name().isEmpty()) {
            return given.name();
        }
        Class<?> outer = raw.getDeclaringClass();
        if (outer == null) {
            return raw.getSimpleName();
        }
        String prefix = outer.isRecord() && !outer.isAnnotationPresent(RestController.class)
                ? name(outer)
                : outer.getSimpleName().replaceFirst("^Kept", "").replaceFirst("(Write)?Api$", "");
        String own = raw.getSimpleName().replaceFirst("(?<=.)Answer$", "");
        return own.contains(prefix) || prefix.equals(own + "s") ? own : prefix + own;
    }

    private static void sayWhatMayBeNull(Schema<?> model, Class<?> raw) {
        if (model.getProperties() == null) {
            return;
        }
        List<String> required = new ArrayList<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            Schema<?> property = (Schema<?>) model.getProperties().get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(component.getName(), orNull(property));
            } else {
                required.add(component.getName());
            }
        }
        model.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema<?> orNull(Schema<?> property) {
        Schema<?> nothing = new JsonSchema().types(Set.of("null"));
        if (property.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(new JsonSchema().$ref(property.get$ref()), nothing));
        }
        if (property.getAnyOf() == null && property.getTypes() != null) {
            property.addType("null");
            if (property.getEnum() != null && !property.getEnum().contains(null)) {
                property.addEnumItemObject(null);
            }
        }
        return property;
    }

    /// Refuses two records with the same name, which would share one schema. Called at the end, because
    /// springdoc only logs exceptions while it collects schemas.
    void requireUniqueNames() {
        if (!collisions.isEmpty()) {
            throw new IllegalStateException(String.join("; ", new TreeSet<>(collisions)));
        }
    }

    static Schema<?> reference(String name) {
        return new JsonSchema().$ref(REFERENCE + name);
    }
}
