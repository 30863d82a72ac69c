package id.cemara;

import id.cemara.platform.PublicAddress;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the description of the API at `/api/v1/openapi.json` says beyond what the controllers say.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "application/problem+json";

    @Bean
    OpenApiCustomizer describe(PublicAddress address) {
        return api -> {
            api.info(new Info()
                    .title("Cemara")
                    .version("1")
                    .description("Open data of Indonesia's family-business groups (UPPKS, UPPKA): areas, groups and "
                            + "figures with their sources. Lists are paged by cursor; errors are problems in the form "
                            + "of RFC 9457 that name the parameter.")
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
            api.servers(List.of(new Server().url(address.url()).description("This installation")));
            api.security(List.of());
            api.getComponents().addSchemas("Problem", problemSchema());
            api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::addProblems));
            describeTables(api);
        };
    }

    private static void addProblems(Operation operation) {
        operation.getResponses().addApiResponse("400", problem("A parameter cannot be used; the answer names it."));
        operation.getResponses().addApiResponse("404", problem("Nothing lives at this address."));
    }

    /// Tables are written straight to the answer, so their form has to be said here.
    private static void describeTables(OpenAPI api) {
        api.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(operation -> {
                    ApiResponse answer = operation.getResponses().get("200");
                    Content content = answer == null ? null : answer.getContent();
                    if (content != null && content.containsKey("text/csv")) {
                        content.put(
                                "text/csv",
                                new MediaType().schema(new StringSchema().description("The same as a table")));
                    }
                }));
    }

    private static ApiResponse problem(String description) {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(PROBLEM, new MediaType().schema(schema)));
    }

    private static Schema<?> problemSchema() {
        return new ObjectSchema()
                .description("Why a request was refused, RFC 9457")
                .addProperty("type", new StringSchema().description("urn:cemara:problem: and a stable code"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new io.swagger.v3.oas.models.media.IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence for a person"))
                .addProperty("parameter", new StringSchema().description("The parameter that cannot be used"));
    }
}
