package id.cemara;

import id.cemara.ApiNotes.OperationNote;
import id.cemara.ApiNotes.ParameterNote;
import id.cemara.platform.PublicAddress;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Completes the API description at `/api/v1/openapi.json` with what the controllers do not state: access,
/// refusals, the meaning of parameters and headers, and an example of each operation. Texts about single
/// operations and parameters are in `src/main/resources/api`, see [ApiNotes].
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";
    private static final String ORDER_TOKEN = "orderToken";
    private static final String ORDER_TOKEN_HEADER = "X-Order-Token";
    private static final String PROBLEM = "application/problem+json";

    /// Parameters with the same meaning everywhere: name to component name.
    private static final Map<String, String> SHARED =
            Map.of("size", "Size", "cursor", "Cursor", "If-Match", "IfMatch", "Idempotency-Key", "IdempotencyKey");

    /// Refusals by component name.
    private static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("BadRequest", "A parameter or the body cannot be read; the answer names which."),
            Map.entry("LogInNeeded", "There is no token, or it counts no more."),
            Map.entry("NotAllowed", "The account's role may not do this."),
            Map.entry("NotFound", "Nothing lives at this address, or not for who asks."),
            Map.entry("Conflict", "What is there forbids it; `type` says what, the members which."),
            Map.entry("Outdated", "It was changed since it was looked at; `current` is its version now."),
            Map.entry("InvalidFields", "Fields cannot be used; `errors` names all of them at once."),
            Map.entry("VersionNeeded", "If-Match must name the version that was looked at."),
            Map.entry("TooManyTries", "Too many wrong tries; `Retry-After` says when to try again."),
            Map.entry("Unavailable", "Not for the moment; `Retry-After` says when to ask again, where that is known."),
            Map.entry("Refused", "Any other refusal."));

    private final ApiNotes notes = ApiNotes.read();

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenApiCustomizer describe(PublicAddress address, RecordSchemas schemas) {
        return api -> {
            schemas.requireUniqueNames();
            api.info(new Info()
                    .title("Cemara")
                    .version("1")
                    .description("Indonesia's family-business groups (UPPKS, UPPKA): areas, groups, figures with their "
                            + "sources, the market, and the work of who accompanies them. Lists are paged by cursor; "
                            + "what is refused is answered with a problem in the form of RFC 9457 that names the "
                            + "parameter or the fields. Identifiers in the examples are invented.")
                    .contact(new Contact().name("The office that runs this installation"))
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
            api.servers(List.of(new Server().url(server(address)).description("This installation")));
            api.security(null);
            addComponents(api.getComponents());
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> describe(operation, method)));
            api.tags(tags(api));
        };
    }

    /// Without a configured public address the API is at the origin of the description.
    private static String server(PublicAddress address) {
        return address.url().startsWith("http://localhost:") ? "/" : address.url();
    }

    /// Several controllers may describe the same tag; the longest description wins.
    private static List<Tag> tags(OpenAPI api) {
        Map<String, Tag> byName = new TreeMap<>();
        for (Tag tag : api.getTags() == null ? List.<Tag>of() : api.getTags()) {
            byName.merge(tag.getName(), tag, (one, other) -> length(one) >= length(other) ? one : other);
        }
        return List.copyOf(byName.values());
    }

    private static int length(Tag tag) {
        return tag.getDescription() == null ? 0 : tag.getDescription().length();
    }

    private void addComponents(Components components) {
        components.addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A token of POST /api/v1/tokens."));
        components.addSecuritySchemes(
                ORDER_TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name(ORDER_TOKEN_HEADER)
                        .description("The token that POST /api/v1/orders answers with for each order: whoever holds it "
                                + "is the order's buyer."));
        components.addSchemas("Problem", json("""
                {"type": "object", "description": "Why a request was refused, RFC 9457; more members depend on type",
                 "required": ["type", "title", "status"],
                 "properties": {
                   "type": {"type": "string", "description": "urn:cemara:problem: and a stable code"},
                   "title": {"type": "string"},
                   "status": {"type": "integer"},
                   "detail": {"type": "string", "description": "A sentence for a person"},
                   "parameter": {"type": "string", "description": "The parameter that cannot be used"},
                   "current": {"type": "string", "description": "The version it is at now, as in ETag"},
                   "errors": {"type": "array", "description": "The fields that cannot be used",
                     "items": {"type": "object", "properties": {
                       "field": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"}}}}}}
                """));
        REFUSALS.forEach((name, description) -> components.addResponses(name, refusal(name, description)));
        components.addHeaders("ETag", header("The version, strong: If-Match names it where this is changed.", "\"3\""));
        components.addHeaders("Location", header("Where what was made lives.", "/api/v1/imports/…"));
        SHARED.forEach((name, component) -> {
            ParameterNote note = notes.parameter("", name);
            if (note != null) {
                var parameter = new Parameter().name(name).in(name.contains("-") ? "header" : "query");
                components.addParameters(component, describe(parameter, note));
            }
        });
    }

    private static ApiResponse refusal(String name, String description) {
        var response = new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(PROBLEM, new MediaType().schema(RecordSchemas.reference("Problem"))));
        return name.equals("TooManyTries") || name.equals("Unavailable")
                ? response.addHeaderObject(
                        "Retry-After", new Header().description("Seconds").schema(json("{\"type\": \"integer\"}")))
                : response;
    }

    private static Header header(String description, String example) {
        return new Header()
                .description(description)
                .schema(json("{\"type\": \"string\"}"))
                .example(example);
    }

    private void describe(Operation operation, HttpMethod method) {
        OperationNote note = notes.operation(operation.getOperationId());
        secure(operation, note);
        describeParameters(operation, note);
        describeBody(operation, note);
        ApiResponses responses = new ApiResponses();
        addSuccess(responses, operation, note);
        refuse(responses, "400", "BadRequest");
        if (!note.isOpen()) {
            refuse(responses, "401", "LogInNeeded");
            refuse(responses, "403", "NotAllowed");
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            refuse(responses, "404", "NotFound");
        }
        if (method != HttpMethod.GET) {
            refuse(responses, "409", "Conflict");
        }
        if (operation.getRequestBody() != null) {
            refuse(responses, "422", "InvalidFields");
        }
        if (namesVersion(operation)) {
            say(operation, "If-Match names the ETag of " + note.seen() + ".");
            refuse(responses, "412", "Outdated");
            refuse(responses, "428", "VersionNeeded");
        }
        if (operation.getOperationId().equals("makeToken")) {
            refuse(responses, "401", "LogInNeeded");
            refuse(responses, "429", "TooManyTries");
        }
        if (note.provider() || note.isOfAnOrder()) {
            refuse(responses, "503", "Unavailable");
        }
        if (note.isOfAnOrder()) {
            refuse(responses, "429", "TooManyTries");
        }
        refuse(responses, "default", "Refused");
        operation.setResponses(responses);
    }

    private static void secure(Operation operation, OperationNote note) {
        var byAccount = new SecurityRequirement().addList(BEARER);
        String who;
        if (note.isOpen()) {
            operation.setSecurity(List.of());
            who = "Open to everybody.";
        } else if (note.isOfAnOrder()) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(ORDER_TOKEN), byAccount));
            who = "For who holds the order's token, and with a bearer token for its group and for staff.";
        } else {
            operation.setSecurity(List.of(byAccount));
            who = "Needs the bearer token of an account that answers for it.";
        }
        say(operation, who);
    }

    private static void say(Operation operation, String sentence) {
        String before = operation.getDescription();
        operation.setDescription(before == null ? sentence : before + " " + sentence);
    }

    private void describeParameters(Operation operation, OperationNote note) {
        if (operation.getParameters() == null) {
            return;
        }
        List<Parameter> described = new ArrayList<>();
        for (Parameter parameter : operation.getParameters()) {
            String component = SHARED.get(parameter.getName());
            ParameterNote about = notes.parameter(operation.getOperationId(), parameter.getName());
            if (parameter.getName().equals(ORDER_TOKEN_HEADER)) {
                continue; // a security scheme
            }
            if (component != null) {
                described.add(new Parameter().$ref("#/components/parameters/" + component));
                continue;
            }
            if (about != null) {
                describe(parameter, about);
            }
            Object example = note.example(parameter.getName());
            described.add(example == null ? parameter : parameter.example(example));
        }
        operation.setParameters(described.isEmpty() ? null : described);
    }

    private static Parameter describe(Parameter parameter, ParameterNote note) {
        return parameter
                .description(note.description())
                .schema(Json31.mapper().convertValue(note.schema(), Schema.class))
                .example(note.example());
    }

    private static boolean namesVersion(Operation operation) {
        String reference = "#/components/parameters/" + SHARED.get("If-Match");
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> reference.equals(parameter.get$ref()));
    }

    private static void describeBody(Operation operation, OperationNote note) {
        if (operation.getRequestBody() == null) {
            return;
        }
        Content content = operation.getRequestBody().getContent();
        MediaType body = content.values().iterator().next();
        if (isUpload(body.getSchema())) {
            content.clear();
            content.addMediaType("multipart/form-data", body);
            body.schema(json("""
                    {"type": "object", "required": ["file"],
                     "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}}}
                    """));
        }
        if (note.body() != null) {
            body.example(note.body());
        }
    }

    private static boolean isUpload(@Nullable Schema<?> schema) {
        return schema != null
                && schema.getProperties() != null
                && schema.getProperties().containsKey("file")
                && schema.get$ref() == null;
    }

    private static void addSuccess(ApiResponses responses, Operation operation, OperationNote note) {
        Map.Entry<String, ApiResponse> told = operation.getResponses().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow();
        ApiResponse answer = told.getValue();
        String status = note.created()
                ? "201"
                : note.status() == null ? told.getKey() : note.status().toString();
        answer.setDescription(operation.getSummary());
        Content content = answer.getContent();
        if (status.equals("204")) {
            answer.setContent(null);
        } else if (note.answer() != null) {
            answer.setContent(new Content()
                    .addMediaType("application/json", new MediaType().schema(RecordSchemas.reference(note.answer()))));
        } else if (content != null && content.containsKey("text/csv")) {
            // CSV downloads are written directly to the response, so springdoc cannot derive their type.
            content.put(
                    "text/csv",
                    new MediaType().schema(json("{\"type\": \"string\", \"description\": \"The same as a table\"}")));
        }
        if (note.version()) {
            answer.addHeaderObject("ETag", new Header().$ref("#/components/headers/ETag"));
        }
        if (note.created()) {
            answer.addHeaderObject("Location", new Header().$ref("#/components/headers/Location"));
        }
        responses.addApiResponse(status, answer);
    }

    private static void refuse(ApiResponses responses, String status, String component) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + component));
        }
    }

    private static Schema<?> json(String schema) {
        try {
            return Json31.mapper().readValue(schema, Schema.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(schema, e);
        }
    }
}
