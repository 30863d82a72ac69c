package id.cemara;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The texts in `src/main/resources/api`: `operations.json` by operation id, and `parameters.json` by
/// parameter name, or by `operation.name` where a name has several meanings.
///
/// @param parameters by name or `operation.name`; look them up with [#parameter]
record ApiNotes(Map<String, OperationNote> operations, Map<String, ParameterNote> parameters) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // an absent boolean is false
            .build();
    private static final OperationNote NONE =
            new OperationNote(null, null, null, false, false, null, false, null, Map.of());

    /// An operation with an example, which a test sends.
    ///
    /// @param access `anyone`, or `order` for holders of the order's token; null when a bearer token is
    ///     needed
    /// @param status of success; null for the code's default, or 201 with `created`
    /// @param answer the schema of the answer; null for the code's
    /// @param created whether the answer has a `Location` header
    /// @param version whether the answer has an `ETag` header
    /// @param seen the operation whose `ETag` is sent in `If-Match`; null for none
    /// @param provider whether it succeeds only with a payment provider
    /// @param body of the example; null for none
    /// @param parameters of the example; required parameters have an example in their own note
    record OperationNote(
            @Nullable String access,
            @Nullable Integer status,
            @Nullable String answer,
            boolean created,
            boolean version,
            @Nullable String seen,
            boolean provider,
            @Nullable Object body,
            @Nullable Map<String, Object> parameters) {

        boolean isOpen() {
            return "anyone".equals(access);
        }

        boolean isOfAnOrder() {
            return "order".equals(access);
        }

        /// The example's value of that parameter; null when the example omits it.
        @Nullable
        Object example(String parameter) {
            return parameters == null ? null : parameters.get(parameter);
        }
    }

    /// @param schema as JSON Schema
    /// @param example of a required parameter, a path variable
    record ParameterNote(
            String description,
            Map<String, Object> schema,
            @Nullable Object example) {}

    static ApiNotes read() {
        return new ApiNotes(
                read("operations.json", new TypeReference<>() {}), read("parameters.json", new TypeReference<>() {}));
    }

    private static <T> T read(String file, TypeReference<T> type) {
        try (InputStream in = ApiNotes.class.getResourceAsStream("/api/" + file)) {
            return JSON.readValue(Objects.requireNonNull(in, file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OperationNote operation(String id) {
        return operations.getOrDefault(id, NONE);
    }

    /// The note on that parameter of that operation; null for none.
    @Nullable
    ParameterNote parameter(String operation, String name) {
        ParameterNote own = parameters.get(operation + "." + name);
        return own != null ? own : parameters.get(name);
    }
}
