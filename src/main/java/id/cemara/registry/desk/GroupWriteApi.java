package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.platform.Idempotency.Created;
import id.cemara.registry.FactDays;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.OperatingStatus;
import id.cemara.registry.groups.GroupDetailsReader;
import id.cemara.registry.groups.GroupRequest;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.GroupStatuses;
import id.cemara.registry.groups.Registry;
import id.cemara.registry.groups.ReviewStep;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: groups in the work space, for the offices and officers with the group in scope.
@RestController
@RequestMapping("/api/v1/groups")
@Tag(name = "group-records", description = "Groups as their staff keep them; needs a bearer token")
record GroupWriteApi(
        Registry registry,
        GroupsInScope groups,
        GroupDetailsReader reader,
        GroupReviews reviews,
        Approval approval,
        GroupStatuses statuses,
        FactDays days,
        DuplicateCheck duplicates,
        Idempotency idempotency,
        Clock clock) {

    /// A group with its internal contact data.
    record GroupRecord(
            String number,
            String slug,
            String name,
            String village,
            String place,
            String approval,
            LocalDate registeredOn,
            @Nullable LocalDate verifiedOn,
            @Nullable LocalDate deactivatedOn,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String note,
            int version) {

        @Override
        public String toString() {
            return "GroupRecord[" + number + "]";
        }
    }

    @PostMapping(consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "registerGroup",
            summary =
                    "Registers a group as a draft; 409 names what it may be the same as, confirmed=true saves it anyway")
    ResponseEntity<String> register(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @RequestBody GroupRequest request) {
        Permission.REGISTER_GROUPS.require();
        return idempotency.created(key, "POST /api/v1/groups", request, () -> {
            GroupInScope group = duplicates.register(reader.read(request), confirmed);
            return new Created("/api/v1/groups/" + group.number() + "/record", recordOf(group));
        });
    }

    @GetMapping(path = "/{number}/record", produces = "application/json")
    @Operation(operationId = "getGroupRecord", summary = "A group as its staff keep it, with its version as ETag")
    ResponseEntity<GroupRecord> get(@PathVariable String number) {
        Permission.SEE_RECORDS.require();
        return answer(groups.byNumber(number));
    }

    @PutMapping(path = "/{number}/record", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "changeGroup", summary = "Changes a group; If-Match names the version it was changed from")
    ResponseEntity<GroupRecord> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody GroupRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        GroupInScope changed = registry.change(group.id(), ETags.optional(ifMatch), reader.read(request));
        return answer(changed);
    }

    /// A group in a list of the work space.
    record GroupLine(String number, String slug, String name, String village, String place, String state) {}

    @GetMapping(path = "/records", produces = "application/json")
    @Operation(operationId = "listGroupRecords", summary = "The groups you answer for, drafts too")
    Listing<GroupLine> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.SEE_RECORDS.require();
        Listing<GroupInScope> page = groups.page(filter(q, state), Input.pageSize("size", size, 24), cursor);
        return page.map(group -> new GroupLine(
                group.number(), group.slug(), group.name(), group.areaCode(), group.place(), group.state()));
    }

    static final Set<String> STATES = Set.of("draft", "submitted", "returned", "verified", "deactivated");

    static GroupsInScope.Filter filter(@Nullable String q, @Nullable String state) {
        if (state != null && !state.isEmpty() && !STATES.contains(state)) {
            throw Refused.parameter("state", "state");
        }
        return new GroupsInScope.Filter(
                Input.searchText("q", q).orElse(null), state == null || state.isEmpty() ? null : state);
    }

    /// A step of approval to take.
    ///
    /// @param step submitted, verified, returned, deactivated or reactivated
    /// @param reason required to return or to deactivate
    record StepRequest(@Nullable String step, @Nullable String reason) {}

    record StepTaken(String step, @Nullable String reason, Instant happenedAt) {}

    @GetMapping(path = "/{number}/reviews", produces = "application/json")
    @Operation(operationId = "listReviews", summary = "The steps of a group's approval, newest first")
    Listing<StepTaken> reviews(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.SEE_RECORDS.require();
        GroupId group = groups.byNumber(number).id();
        Listing<GroupReviews.Review> page = reviews.page(group, Input.pageSize("size", size, Listing.MAX_SIZE), cursor);
        return page.map(review -> new StepTaken(review.step(), review.reason(), review.happenedAt()));
    }

    @PostMapping(path = "/{number}/reviews", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "reviewGroup",
            summary = "Takes a step of approval; If-Match names the version that was looked at. Of a group that may be "
                    + "another 409 names which, confirmed=true verifies it anyway")
    ResponseEntity<GroupRecord> review(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @RequestBody StepRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        Optional<ReviewStep> step = ReviewStep.ofWord(request.step() == null ? "" : request.step());
        new Checks().that(step.isPresent(), "step", "choice").refuseProblems();
        return answer(
                approval.take(group.id(), step.orElseThrow(), ETags.optional(ifMatch), request.reason(), confirmed));
    }

    /// A new operating status.
    ///
    /// @param status normal, reduced, temporarily-closed, recovering or dissolved
    /// @param cause covid-19, raw-material, capital, marketing, members, disaster or other
    /// @param from 2020-04-15; today if null
    record StatusRequest(
            @Nullable String status,
            @Nullable String cause,
            @Nullable String from) {}

    @PostMapping(path = "/{number}/statuses", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "setStatus", summary = "Sets how a group's business goes")
    ResponseEntity<GroupRecord> status(@PathVariable String number, @RequestBody StatusRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        StatusForm.Read read = StatusForm.read(request.status(), request.cause(), request.from(), LocalDate.now(clock));
        statuses.set(group.id(), read.status(), read.cause(), read.from());
        return answer(groups.byId(group.id()));
    }

    /// A correction of the first day of a status or stage.
    ///
    /// @param fact status or stage
    /// @param from the recorded first day
    /// @param right the correct first day
    /// @param reason required
    record DayCorrection(
            @Nullable String fact,
            @Nullable String from,
            @Nullable String right,
            @Nullable String reason) {

        FactDays.Fact what() {
            return FactDays.Fact.ofKey(fact);
        }
    }

    @PostMapping(path = "/{number}/day-corrections", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "correctDay",
            summary = "Corrects the day a status or a stage began, with a reason; If-Match names the version that was "
                    + "looked at")
    ResponseEntity<GroupRecord> correctDay(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody DayCorrection request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        return answer(correct(days, group, ETags.optional(ifMatch), request, LocalDate.now(clock)));
    }

    /// Parses and applies a correction, for the form and the API.
    static GroupInScope correct(
            FactDays days, GroupInScope group, @Nullable Integer seen, DayCorrection request, LocalDate today) {
        var checks = new Checks();
        Optional<LocalDate> wrong = checks.pastDay("from", request.from(), today);
        Optional<LocalDate> right = checks.pastDay("right", request.right(), today);
        checks.that(request.from() != null && !request.from().isBlank(), "from", "required")
                .that(request.right() != null && !request.right().isBlank(), "right", "required")
                .refuseProblems();
        return days.correct(
                group.id(), seen, request.what(), wrong.orElseThrow(), right.orElseThrow(), request.reason());
    }

    private ResponseEntity<GroupRecord> answer(GroupInScope group) {
        return ResponseEntity.ok()
                .header("ETag", ETags.of(group.version()))
                .header("Cache-Control", "no-store")
                .body(recordOf(group));
    }

    private GroupRecord recordOf(GroupInScope group) {
        Registry.Contact contact = registry.contact(group.id());
        return new GroupRecord(
                group.number(),
                group.slug(),
                group.name(),
                group.areaCode(),
                group.place(),
                group.approval(),
                group.registeredOn(),
                group.verifiedOn(),
                group.deactivatedOn(),
                contact.phone(),
                contact.address(),
                contact.note(),
                group.version());
    }

    /// Parses a new operating status, for the form and the API.
    static final class StatusForm {

        private StatusForm() {}

        record Read(OperatingStatus status, @Nullable String cause, LocalDate from) {}

        static Read read(@Nullable String status, @Nullable String cause, @Nullable String from, LocalDate today) {
            Optional<OperatingStatus> chosen = OperatingStatus.ofKey(status == null ? "" : status);
            boolean goodCause = cause == null || cause.isEmpty() || GroupStatuses.CAUSES.contains(cause);
            var checks =
                    new Checks().that(chosen.isPresent(), "status", "status").that(goodCause, "cause", "choice");
            Optional<LocalDate> day = checks.pastDay("from", from, today);
            checks.refuseProblems();
            return new Read(chosen.orElseThrow(), cause == null || cause.isEmpty() ? null : cause, day.orElse(today));
        }
    }
}
