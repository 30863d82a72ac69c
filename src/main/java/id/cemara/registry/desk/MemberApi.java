package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.platform.Idempotency.Created;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.members.FamilyPlanning;
import id.cemara.registry.members.Member;
import id.cemara.registry.members.MemberDetails;
import id.cemara.registry.members.MemberList;
import id.cemara.registry.members.MemberRequest;
import id.cemara.registry.members.Members;
import id.cemara.registry.members.Memberships;
import id.cemara.registry.members.OfficerTerms;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// API: a group's members. Personal data: needs the group in the actor's scope.
@RestController
@RequestMapping("/api/v1/groups/{number}")
@Tag(name = "members", description = "The persons of a group; needs a bearer token with the group in its scope")
record MemberApi(
        GroupsInScope groups,
        Members members,
        MemberList list,
        Memberships memberships,
        OfficerTerms terms,
        FamilyPlanning familyPlanning,
        DuplicateCheck duplicates,
        Idempotency idempotency,
        Clock clock) {
    /// A member that was added or changed, with warnings that a person should check.
    ///
    /// @param warnings nik-elsewhere, nik-birth-date
    @Schema(name = "MemberAnswer")
    record MemberAnswer(Member member, List<String> warnings) {}

    @GetMapping(path = "/members", produces = "application/json")
    @Operation(operationId = "listMembers", summary = "The members of a group")
    ResponseEntity<Listing<Member>> list(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        return unkept().body(list.page(group.id(), Input.pageSize("size", size, 50), cursor));
    }

    @PostMapping(path = "/members", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "addMember",
            summary = "Adds a member; 409 names the groups the person is in already, or the member of the same name; "
                    + "confirmed=true adds anyway")
    ResponseEntity<String> add(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @RequestBody MemberRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        return idempotency.created(key, "POST /api/v1/groups/" + number + "/members", request, () -> {
            MemberDetails details = MemberDetails.read(request, LocalDate.now(clock));
            Member member = duplicates.add(group.id(), details, confirmed);
            return new Created(
                    "/api/v1/groups/" + number + "/members/" + member.id(),
                    new MemberAnswer(member, details.warnings(group.areaCode())));
        });
    }

    @GetMapping(path = "/members/{id}", produces = "application/json")
    @Operation(operationId = "getMember", summary = "One member, with the version as ETag")
    ResponseEntity<Member> get(@PathVariable String number, @PathVariable UUID id) {
        Permission.SEE_MEMBERS.require();
        Member member = members.read(groups.byNumber(number).id(), id);
        return unkept().header("ETag", ETags.of(member.version())).body(member);
    }

    /// New facts of a member.
    ///
    /// @param nik null or empty keeps the recorded one
    /// @param familyCard null or empty keeps the recorded one
    /// @param joinedOn a date that differs corrects the recorded one; null or empty keeps it
    /// @param leftOn likewise, for a past member
    /// @param reason required to correct a date
    record MemberChange(
            @Nullable String name,
            @Nullable String birthDate,
            @Nullable String phone,
            @Nullable String nik,
            @Nullable String familyCard,
            @Nullable String joinedOn,
            @Nullable String leftOn,
            @Nullable String reason) {

        MemberRequest facts() {
            return new MemberRequest(name, birthDate, phone, nik, familyCard, joinedOn);
        }

        Members.Correction correction(LocalDate today) {
            var checks = new Checks();
            var correction = new Members.Correction(
                    checks.pastDay("joinedOn", joinedOn, today).orElse(null),
                    checks.pastDay("leftOn", leftOn, today).orElse(null),
                    reason);
            checks.refuseProblems();
            return correction;
        }

        @Override
        public String toString() {
            return "MemberChange";
        }
    }

    @PutMapping(path = "/members/{id}", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "changeMember",
            summary = "Changes a member; If-Match names the version it was changed from. Another joinedOn or leftOn "
                    + "corrects the day and needs a reason")
    ResponseEntity<MemberAnswer> change(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @RequestBody MemberChange request) {
        Permission.EDIT_GROUPS.require();
        GroupInScope group = groups.byNumber(number);
        int version = ETags.required(ifMatch);
        LocalDate today = LocalDate.now(clock);
        MemberDetails details = MemberDetails.read(request.facts(), today);
        Member member = members.change(group.id(), id, version, details, request.correction(today), confirmed);
        return unkept().header("ETag", ETags.of(member.version()))
                .body(new MemberAnswer(member, details.warnings(group.areaCode())));
    }

    /// The end of a membership.
    ///
    /// @param on 2020-12-31; today if null
    record EndRequest(@Nullable String on) {}

    @PostMapping(path = "/members/{id}/departure", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "endMembership", summary = "A member leaves the group; If-Match names the version seen")
    ResponseEntity<Void> leave(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody EndRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupId group = groups.byNumber(number).id();
        LocalDate today = LocalDate.now(clock);
        LocalDate left = Checks.past("leftOn", request.on(), today).orElse(today);
        memberships.leave(group, id, ETags.optional(ifMatch), left);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping(path = "/members/{id}/departure", produces = "application/json")
    @Operation(
            operationId = "takeBackDeparture",
            summary = "A departure that was written down wrongly, with the reason; If-Match names the version seen")
    ResponseEntity<Member> takeBackDeparture(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String reason) {
        Permission.EDIT_GROUPS.require();
        GroupId group = groups.byNumber(number).id();
        int version = ETags.required(ifMatch);
        LocalDate joined = members.read(group, id).joinedOn();
        Member member = memberships.correct(group, id, version, joined, null, reason);
        return unkept().header("ETag", ETags.of(member.version())).body(member);
    }

    /// Why the actor needs the full identity numbers.
    record ReasonRequest(@Nullable String reason) {}

    @PostMapping(path = "/members/{id}/identity", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "showIdentity", summary = "NIK and family card in full; who asked and why is kept")
    ResponseEntity<Members.Identity> identity(
            @PathVariable String number, @PathVariable UUID id, @RequestBody ReasonRequest request) {
        Permission.SEE_FULL_IDENTITY.require();
        return unkept().body(members.identity(groups.byNumber(number).id(), id, request.reason()));
    }

    /// Whether a member takes part in family planning; null if nobody asked.
    record FamilyPlanningAnswer(@Nullable Boolean participates) {}

    @GetMapping(path = "/members/{id}/family-planning", produces = "application/json")
    @Operation(operationId = "getFamilyPlanning", summary = "Whether a member takes part in family planning")
    ResponseEntity<FamilyPlanningAnswer> familyPlanning(@PathVariable String number, @PathVariable UUID id) {
        Permission.KEEP_FAMILY_PLANNING.require();
        return unkept().body(new FamilyPlanningAnswer(
                familyPlanning.of(groups.byNumber(number).id(), id).orElse(null)));
    }

    @PutMapping(path = "/members/{id}/family-planning", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "setFamilyPlanning", summary = "Notes whether a member takes part in family planning")
    ResponseEntity<Void> setFamilyPlanning(
            @PathVariable String number, @PathVariable UUID id, @RequestBody FamilyPlanningAnswer request) {
        Permission.KEEP_FAMILY_PLANNING.require();
        GroupId group = groups.byNumber(number).id();
        Boolean participates = request.participates();
        new Checks().that(participates != null, "participates", "required").refuseProblems();
        familyPlanning.set(group, id, Boolean.TRUE.equals(participates));
        return ResponseEntity.noContent().build();
    }

    @GetMapping(path = "/officers", produces = "application/json")
    @Operation(operationId = "listOfficers", summary = "The terms of a group's officers")
    ResponseEntity<Listing<OfficerTerms.Term>> officers(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.SEE_MEMBERS.require();
        GroupId group = groups.byNumber(number).id();
        return unkept().body(terms.page(group, Input.pageSize("size", size, Listing.MAX_SIZE), cursor));
    }

    /// A term of office to begin.
    ///
    /// @param member the membership's id
    /// @param office chair, secretary, treasurer or coordinator
    /// @param startedOn today if null
    /// @param endedOn exclusive, for a past term; null while it lasts
    /// @param showName whether the member agreed to publish the name
    record OfficeRequest(
            @Nullable UUID member,
            @Nullable String office,
            @Nullable String startedOn,
            @Nullable String endedOn,
            @Nullable Boolean showName) {}

    @PostMapping(path = "/officers", consumes = "application/json", produces = "application/json")
    @Operation(operationId = "beginTerm", summary = "A member takes an office")
    ResponseEntity<Listing<OfficerTerms.Term>> begin(@PathVariable String number, @RequestBody OfficeRequest request) {
        Permission.EDIT_GROUPS.require();
        GroupId group = groups.byNumber(number).id();
        UUID member = request.member();
        if (member == null) {
            new Checks().that(false, "member", "required").refuseProblems();
            throw Refused.notFound();
        }
        String office = request.office() == null ? "" : request.office();
        var checks = new Checks();
        LocalDate today = LocalDate.now(clock);
        LocalDate from = checks.pastDay("startedOn", request.startedOn(), today).orElse(today);
        LocalDate until = checks.pastDay("endedOn", request.endedOn(), today).orElse(null);
        checks.refuseProblems();
        terms.begin(group, member, office, from, until, Boolean.TRUE.equals(request.showName()));
        return unkept().body(terms.page(group, Listing.MAX_SIZE, null));
    }

    /// Changes to a term.
    ///
    /// @param startedOn a date that differs corrects the recorded one
    /// @param endedOn ends a current term; for a past one a date that differs corrects the recorded one
    /// @param showName whether the name is published; null keeps it
    /// @param reason required to correct a date
    record TermChange(
            @Nullable String startedOn,
            @Nullable String endedOn,
            @Nullable Boolean showName,
            @Nullable String reason) {}

    @GetMapping(path = "/officers/{term}", produces = "application/json")
    @Operation(operationId = "getTerm", summary = "One term of office, with its version as ETag")
    ResponseEntity<OfficerTerms.Term> term(@PathVariable String number, @PathVariable UUID term) {
        Permission.SEE_MEMBERS.require();
        OfficerTerms.Term found = terms.one(groups.byNumber(number).id(), term);
        return unkept().header("ETag", ETags.of(found.version())).body(found);
    }

    @PutMapping(path = "/officers/{term}", consumes = "application/json", produces = "application/json")
    @Operation(
            operationId = "changeTerm",
            summary = "Ends a term, shows or hides the name, or corrects its days with a reason; If-Match names the "
                    + "version seen, which is the term's own")
    ResponseEntity<Listing<OfficerTerms.Term>> change(
            @PathVariable String number,
            @PathVariable UUID term,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TermChange request) {
        Permission.EDIT_GROUPS.require();
        GroupId group = groups.byNumber(number).id();
        var checks = new Checks();
        LocalDate today = LocalDate.now(clock);
        var change = new OfficerTerms.TermChange(
                checks.pastDay("startedOn", request.startedOn(), today).orElse(null),
                checks.pastDay("endedOn", request.endedOn(), today).orElse(null),
                request.showName(),
                request.reason());
        checks.refuseProblems();
        terms.change(group, term, ETags.optional(ifMatch), change);
        return unkept().body(terms.page(group, Listing.MAX_SIZE, null));
    }

    /// Personal data must not be stored by any cache.
    private static ResponseEntity.BodyBuilder unkept() {
        return ResponseEntity.ok().header("Cache-Control", "no-store");
    }
}
