package imprint.app.openapi;

import imprint.workflows.audit.Actor;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "The request cannot be carried out as it is",
            "401", "Nobody knows who asks",
            "403", "The role does not allow it",
            "404", "There is no such thing",
            "409", "It does not fit the state that things are in",
            "429", "Too many requests");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    @Bean
    OpenAPI descriptionOfTheApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Imprint")
                        .version("v1")
                        .description("Clones, inventories and applies the disk images of device fleets."))
                .components(new Components()
                        .addSecuritySchemes(
                                "password",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("password"))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    @Bean
    OpenApiCustomizer problemsOfTheApi() {
        return api -> {
            ModelConverters.getInstance().readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            api.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiConfiguration::addProblems));
        };
    }

    private static void addProblems(Operation operation) {
        PROBLEMS.forEach((status, meaning) -> addProblem(operation, status, meaning));
        var takesKey = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals("Idempotency-Key"));
        if (takesKey) {
            addProblem(operation, "422", "The Idempotency-Key came with another request before");
        }
    }

    private static void addProblem(Operation operation, String status, String meaning) {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        var content = new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
        operation
                .getResponses()
                .addApiResponse(status, new ApiResponse().description(meaning).content(content));
    }
}
