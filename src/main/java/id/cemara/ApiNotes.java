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

/// What is written about the API in `src/main/resources/api`: about operations by their ids, in `operations.json`, and
/// about parameters in `parameters.json`, by their names or, where a name means several things, by `operation.name`.
///
/// @param parameters by name or by `operation.name`; [#parameter] knows which counts
record ApiNotes(Map<String, OperationNote> operations, Map<String, ParameterNote> parameters) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // what is not told is false
            .build();
    private static final OperationNote NONE =
            new OperationNote(null, null, null, false, false, null, false, null, Map.of());

    /// An operation, with an example that a test sends.
    ///
    /// @param access `anyone`, or `order` for who holds the order's token; null when a bearer token is needed
    /// @param status of success; null when it is what the code says, or 201 with `created`
    /// @param answer the schema of the answer; null when it is what the code says
    /// @param created whether the answer names in `Location` what was made
    /// @param version whether the answer carries an `ETag`
    /// @param seen the operation whose `ETag` is named in `If-Match`; null when none is
    /// @param provider whether it succeeds only with a payment provider
    /// @param body of the example; null when there is none
    /// @param parameters those of the example; a parameter that must be there is told by its own note
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

        /// The example of that parameter; null when the example goes without it.
        @Nullable
        Object example(String parameter) {
            return parameters == null ? null : parameters.get(parameter);
        }
    }

    /// A parameter.
    ///
    /// @param schema as JSON Schema
    /// @param example of what must be there: a part of the address
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

    /// The note about that parameter of that operation; null when there is none.
    @Nullable
    ParameterNote parameter(String operation, String name) {
        ParameterNote own = parameters.get(operation + "." + name);
        return own != null ? own : parameters.get(name);
    }
}
