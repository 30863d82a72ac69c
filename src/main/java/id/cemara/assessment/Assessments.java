package id.cemara.assessment;

import id.cemara.assessment.Assessment.Answer;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupStage;
import id.cemara.registry.GroupStages;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Assessments of groups: signed by a field officer and never changed. Signing sets the group's stage.
@Service
class Assessments {

    private static final int MOST = 50;

    private final JdbcClient db;
    private final Rubrics rubrics;
    private final GroupsInScope groups;
    private final GroupStages stages;
    private final AuditTrail audit;
    private final Clock clock;

    Assessments(
            JdbcClient db, Rubrics rubrics, GroupsInScope groups, GroupStages stages, AuditTrail audit, Clock clock) {
        this.db = db;
        this.rubrics = rubrics;
        this.groups = groups;
        this.stages = stages;
        this.audit = audit;
        this.clock = clock;
    }

    /// A group's assessments, latest first.
    ///
    /// @throws Refused as not found if the group is outside the actor's scope
    @Transactional(readOnly = true)
    List<Assessment> of(String number) {
        Permission.SEE_MEMBERS.require();
        return latest(groups.byNumber(number).id(), MOST);
    }

    /// The latest assessments of a group, as far as the actor may see them.
    @Transactional(readOnly = true)
    List<Assessment> latest(GroupId group, int limit) {
        record Row(
                UUID id,
                String rubricKey,
                int score,
                String proposedStage,
                LocalDate assessedOn,
                OffsetDateTime signedAt,
                String signedName,
                @Nullable String note,
                @Nullable UUID corrects) {}
        List<Row> rows = db.sql("""
                select id, rubric_key, score, proposed_stage, assessed_on, signed_at, signed_name, note, corrects
                  from assessment.assessments
                 where group_id = :group
                 order by assessed_on desc, signed_at desc, id
                 limit :limit
                """)
                .param("group", group.value())
                .param("limit", limit)
                .query((row, ordinal) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("rubric_key"),
                        row.getInt("score"),
                        row.getString("proposed_stage"),
                        row.getObject("assessed_on", LocalDate.class),
                        row.getObject("signed_at", OffsetDateTime.class),
                        row.getString("signed_name"),
                        row.getString("note"),
                        row.getObject("corrects", UUID.class)))
                .list();
        Map<UUID, List<Answer>> answers = answers(rows.stream().map(Row::id).toArray(UUID[]::new));
        return rows.stream()
                .map(row -> new Assessment(
                        row.id(),
                        row.rubricKey(),
                        row.score(),
                        stage(row.proposedStage()),
                        row.assessedOn(),
                        row.signedAt().toInstant(),
                        row.signedName(),
                        row.note(),
                        row.corrects(),
                        answers.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /// Signs an assessment with today's rubric and sets the resulting stage.
    ///
    /// @param seen the group's version that the user saw; null if the request had none, which is refused
    /// @param corrects the assessment it corrects; null if none
    /// @throws Refused as outdated, or if a field is invalid; nothing is stored then
    @Transactional
    Assessment sign(String number, @Nullable Integer seen, AssessmentForm form, @Nullable UUID corrects) {
        Permission.ASSESS_GROUPS.require();
        Actor.Account officer = CurrentActor.get().account().orElseThrow(Refused::notFound);
        // Locks the group: of two concurrent assessments the second is refused as outdated.
        GroupInScope group = groups.asSeen(groups.byNumber(number).id(), seen);
        LocalDate today = LocalDate.now(clock);
        Rubric rubric = rubrics.on(today);
        List<Assessment> before = latest(group.id(), 1);
        LocalDate earliest = before.isEmpty() ? null : before.getFirst().assessedOn();
        AssessmentForm.Facts facts = form.read(rubric, today, earliest);
        if (corrects != null
                && latest(group.id(), MOST).stream().noneMatch(one -> one.id().equals(corrects))) {
            throw Refused.notFound();
        }
        Verdict verdict = rubric.judge(facts.points());
        UUID id = UUID.randomUUID();
        keep(id, group, rubric, verdict, facts, corrects, officer);
        stages.set(group, verdict.stage(), facts.assessedOn());
        note(id, group, rubric, verdict, facts, before, corrects);
        return latest(group.id(), MOST).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void keep(
            UUID id,
            GroupInScope group,
            Rubric rubric,
            Verdict verdict,
            AssessmentForm.Facts facts,
            @Nullable UUID corrects,
            Actor.Account officer) {
        db.sql("""
                insert into assessment.assessments (id, group_id, area_code, rubric_key, score, proposed_stage,
                       assessed_on, signed_at, signed_by, signed_name, note, corrects)
                values (:id, :group, :area, :rubric, :score, :stage, :day, :now, :account, :name, :note, :corrects)
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("rubric", rubric.key())
                .param("score", verdict.score())
                .param("stage", verdict.stage().key())
                .param("day", facts.assessedOn())
                .param("now", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
                .param("account", officer.id())
                .param("name", officer.username())
                .param("note", facts.note(), Types.VARCHAR)
                .param("corrects", corrects, Types.OTHER)
                .update();
        db.sql("""
                insert into assessment.answers (assessment_id, group_id, area_code, rubric_key, criterion, points,
                       evidence)
                select :id, :group, :area, :rubric, a.criterion, a.points, nullif(a.evidence, '')
                  from unnest(:criteria::text[], :points::int[], :evidence::text[]) as a (criterion, points, evidence)
                """)
                .param("id", id)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("rubric", rubric.key())
                .param(
                        "criteria",
                        facts.answers().stream().map(Answer::criterion).toArray(String[]::new))
                .param("points", facts.answers().stream().map(Answer::points).toArray(Integer[]::new))
                .param(
                        "evidence",
                        facts.answers().stream().map(Assessments::evidence).toArray(String[]::new))
                .update();
    }

    private static String evidence(Answer answer) {
        return answer.evidence() == null ? "" : answer.evidence();
    }

    private Map<UUID, List<Answer>> answers(UUID[] assessments) {
        Map<UUID, List<Answer>> answers = new HashMap<>();
        db.sql("""
                select a.assessment_id, a.criterion, a.points, a.evidence
                  from assessment.answers a
                  join assessment.criteria c on c.rubric_key = a.rubric_key and c.key = a.criterion
                 where a.assessment_id = any (:assessments)
                 order by a.assessment_id, c.position
                """).param("assessments", assessments).query(row -> {
            answers.computeIfAbsent(row.getObject("assessment_id", UUID.class), id -> new ArrayList<>())
                    .add(new Answer(row.getString("criterion"), row.getInt("points"), row.getString("evidence")));
        });
        return answers;
    }

    private void note(
            UUID id,
            GroupInScope group,
            Rubric rubric,
            Verdict verdict,
            AssessmentForm.Facts facts,
            List<Assessment> before,
            @Nullable UUID corrects) {
        Map<String, Change> changes = new HashMap<>();
        Assessment last = before.isEmpty() ? null : before.getFirst();
        changes.put("rubric", new Change(last == null ? null : last.rubric(), rubric.key()));
        changes.put(
                "score",
                new Change(last == null ? null : String.valueOf(last.score()), String.valueOf(verdict.score())));
        changes.put(
                "stage",
                new Change(
                        last == null ? null : last.stage().key(),
                        verdict.stage().key()));
        changes.put(
                "assessedOn",
                new Change(
                        last == null ? null : last.assessedOn().toString(),
                        facts.assessedOn().toString()));
        if (corrects != null) {
            changes.put("corrects", new Change(null, corrects.toString()));
        }
        audit.add(AuditEntry.of(
                        corrects == null ? "assessment.signed" : "assessment.corrected",
                        "assessment",
                        id,
                        group.areaCode(),
                        group.id())
                .changing(changes)
                .because(facts.note()));
    }

    private static GroupStage stage(String key) {
        return Arrays.stream(GroupStage.values())
                .filter(stage -> stage.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
