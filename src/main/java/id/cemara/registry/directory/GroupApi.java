package id.cemara.registry.directory;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.registry.GroupProfile;
import id.cemara.registry.Profiles;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: public facts of groups.
@RestController
@RequestMapping("/api/v1/groups")
@Tag(name = "groups", description = "Family-business groups, public facts")
record GroupApi(Directory directory, Profiles profiles, FilterReader filters) {

    private static final int DEFAULT_SIZE = 24;

    record GroupAnswer(
            String number,
            String slug,
            String name,
            AreaName area,
            String sector,
            List<String> sectors,
            String stage,
            String status,
            int members) {

        static GroupAnswer of(GroupSummary group) {
            return new GroupAnswer(
                    group.number(),
                    group.slug(),
                    group.name(),
                    new AreaName(group.areaCode(), group.areaName()),
                    group.primarySector(),
                    group.sectors(),
                    group.stage(),
                    group.status(),
                    group.members());
        }
    }

    /// A group's area.
    record AreaName(String code, String name) {}

    /// A group in full.
    ///
    /// @param status its operating status; null for a deactivated group
    /// @param statusCause the cause of the status, if one was given; null for a deactivated group
    record GroupDetail(
            String number,
            String slug,
            String name,
            AreaName area,
            String place,
            @Nullable String sector,
            List<String> sectors,
            @Nullable String stage,
            @Nullable String status,
            @Nullable String statusCause,
            int members,
            String approval,
            LocalDate registeredOn,
            @Nullable LocalDate verifiedOn,
            @Nullable LocalDate deactivatedOn,
            @Nullable String mergedInto,
            List<GroupProfile.Officer> officers) {

        static GroupDetail of(GroupProfile group, @Nullable String mergedInto) {
            List<String> sectors =
                    group.sectors().stream().map(GroupProfile.Line::sector).toList();
            return new GroupDetail(
                    group.number(),
                    group.slug(),
                    group.name(),
                    new AreaName(group.areaCode(), group.place().split(", ", 2)[0]),
                    group.place(),
                    sectors.isEmpty() ? null : sectors.getFirst(),
                    sectors,
                    group.stage(),
                    group.deactivatedOn() == null ? group.status() : null,
                    group.deactivatedOn() == null ? group.statusCause() : null,
                    group.members(),
                    group.approval(),
                    group.registeredOn(),
                    group.verifiedOn(),
                    group.deactivatedOn(),
                    mergedInto,
                    group.officers());
        }
    }

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listGroups", summary = "Groups by name, area, sector, stage and status")
    Listing<GroupAnswer> list(
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable List<String> sector,
            @RequestParam(required = false) @Nullable List<String> stage,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        DirectoryPage page = directory.page(filters.read(q, area, sector, stage, status), size(size), cursor);
        return new Listing<>(page.groups().stream().map(GroupAnswer::of).toList(), page.next());
    }

    @GetMapping(produces = "text/csv")
    @Operation(operationId = "listGroups", summary = "Groups by name, area, sector, stage and status")
    void listAsCsv(
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable List<String> sector,
            @RequestParam(required = false) @Nullable List<String> stage,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletResponse response)
            throws IOException {
        DirectoryFilter filter = filters.read(q, area, sector, stage, status);
        List<Table.Row> rows = directory.page(filter, size(size), cursor).groups().stream()
                .map(Directory::row)
                .toList();
        TableFormat.CSV.answer(Table.of("groups", directory.table(filter).columns(), rows), response);
    }

    @GetMapping(path = "/{number}", produces = "application/json")
    @Operation(operationId = "getGroup", summary = "One group by its number")
    GroupDetail get(@PathVariable String number) {
        GroupProfile group = profiles.byNumber(number).orElseThrow(Refused::notFound);
        String mergedInto = group.deactivatedOn() == null
                ? null
                : profiles.mergedInto(group.id())
                        .map(Profiles.MergedInto::number)
                        .orElse(null);
        return GroupDetail.of(group, mergedInto);
    }

    private static int size(@Nullable String size) {
        return Input.pageSize("size", size, DEFAULT_SIZE);
    }
}
