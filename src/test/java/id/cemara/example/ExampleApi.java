package id.cemara.example;

import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The groups that accept messages, for programs.
@RestController
@RequestMapping("/api/v1/example/groups")
@Profile("example")
@Tag(name = "example", description = "Messages to groups")
class ExampleApi {

    private static final int DEFAULT_SIZE = 24;

    private final KnownGroups groups;

    ExampleApi(KnownGroups groups) {
        this.groups = groups;
    }

    record GroupAnswer(String slug, String name, String area) {

        static GroupAnswer of(KnownGroup group) {
            return new GroupAnswer(group.slug(), group.name(), group.areaCode());
        }
    }

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listExampleGroups", summary = "Groups one can write to")
    Listing<GroupAnswer> list(
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Listing<KnownGroup> page = groups.page(
                Input.areaCode("area", area).orElse(null), Input.pageSize("size", size, DEFAULT_SIZE), cursor);
        return new Listing<>(page.items().stream().map(GroupAnswer::of).toList(), page.next());
    }
}
