package id.cemara.assessment;

import id.cemara.identity.Permission;
import id.cemara.platform.Idempotency;
import id.cemara.registry.GroupStage;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// API: assessments of a group.
@RestController
@Tag(name = "assessments", description = "How far a group has come, for who answers for it")
record AssessmentApi(
        Assessments assessments, Rubrics rubrics, GroupsInScope groups, Idempotency idempotency, Clock clock) {

    /// A signed assessment.
    ///
    /// @param missing gaps to the next stage
    record AssessmentAnswer(
            UUID id,
            String rubric,
            int score,
            GroupStage stage,
            LocalDate assessedOn,
            Instant signedAt,
            String signedBy,
            @Nullable String note,
            @Nullable UUID corrects,
            List<Assessment.Answer> answers,
            List<Verdict.Gap> missing) {}

    /// An assessment to sign.
    ///
    /// @param assessedOn 2020-12-31; today if null
    /// @param corrects the assessment it corrects
    record NewAssessment(
            @Nullable String assessedOn,
            @Nullable String note,
            @Nullable UUID corrects,
            @Nullable List<NewAnswer> answers) {

        AssessmentForm form() {
            Map<String, String> points = new HashMap<>();
            Map<String, String> evidence = new HashMap<>();
            for (NewAnswer answer : answers == null ? List.<NewAnswer>of() : answers) {
                // rejected below as an unknown field
                String criterion = answer.criterion() == null ? "" : answer.criterion();
                points.put(criterion, answer.points() == null ? "" : String.valueOf(answer.points()));
                evidence.put(criterion, answer.evidence() == null ? "" : answer.evidence());
            }
            return new AssessmentForm(assessedOn, note, points, evidence);
        }
    }

    /// The answer for one criterion.
    @Schema(name = "NewAssessmentAnswer")
    record NewAnswer(
            @Nullable String criterion,
            @Nullable Integer points,
            @Nullable String evidence) {}

    @GetMapping(path = "/api/v1/assessment-rubric", produces = "application/json")
    @Operation(operationId = "getAssessmentRubric", summary = "The rubric that groups are assessed by today")
    Rubric rubric() {
        return rubrics.on(LocalDate.now(clock));
    }

    @GetMapping(path = "/api/v1/groups/{number}/assessments", produces = "application/json")
    @Operation(
            operationId = "listGroupAssessments",
            summary = "The assessments of a group, the newest first; the ETag is the group's version")
    ResponseEntity<Listing<AssessmentAnswer>> list(@PathVariable String number) {
        List<Assessment> signed = assessments.of(number);
        return ResponseEntity.ok()
                .eTag(ETags.of(groups.byNumber(number).version()))
                .header("Cache-Control", "no-store")
                .body(new Listing<>(signed.stream().map(this::answer).toList(), null));
    }

    @GetMapping(path = "/api/v1/groups/{number}/assessments/{id}", produces = "application/json")
    @Operation(operationId = "getGroupAssessment", summary = "One assessment of a group")
    AssessmentAnswer get(@PathVariable String number, @PathVariable UUID id) {
        return assessments.of(number).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .map(this::answer)
                .orElseThrow(Refused::notFound);
    }

    @PostMapping(
            path = "/api/v1/groups/{number}/assessments",
            consumes = "application/json",
            produces = "application/json")
    @Operation(
            operationId = "signGroupAssessment",
            summary = "Sign an assessment; If-Match names the version of the group that was looked at",
            description = "Sets the group's stage to the one the answers speak for. Never changed afterwards.")
    ResponseEntity<String> sign(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody NewAssessment assessment) {
        Permission.ASSESS_GROUPS.require();
        return idempotency.created(key, "assessments of " + number, assessment, () -> {
            Assessment signed =
                    assessments.sign(number, ETags.optional(ifMatch), assessment.form(), assessment.corrects());
            return new Idempotency.Created("/api/v1/groups/" + number + "/assessments/" + signed.id(), answer(signed));
        });
    }

    private AssessmentAnswer answer(Assessment assessment) {
        var view = new AssessmentView(
                assessment, rubrics.byKey(assessment.rubric()).orElseThrow());
        return new AssessmentAnswer(
                assessment.id(),
                assessment.rubric(),
                assessment.score(),
                assessment.stage(),
                assessment.assessedOn(),
                assessment.signedAt(),
                assessment.signedName(),
                assessment.note(),
                assessment.corrects(),
                assessment.answers(),
                view.verdict().gaps());
    }
}
