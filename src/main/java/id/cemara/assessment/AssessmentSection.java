package id.cemara.assessment;

import gg.jte.Content;
import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Section of the group's page in the work space: the latest assessment and the gaps to the next stage.
@Component
class AssessmentSection implements PageSection<WorkGroupPage> {

    private final Assessments assessments;
    private final Rubrics rubrics;
    private final Sections sections;

    AssessmentSection(Assessments assessments, Rubrics rubrics, @Lazy Sections sections) {
        this.assessments = assessments;
        this.rubrics = rubrics;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 500;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        if (!Permission.SEE_MEMBERS.allows(CurrentActor.get())) {
            return Optional.empty();
        }
        List<Assessment> latest = assessments.latest(page.id(), 1);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("number", page.number());
        parameters.put("mayAssess", page.isActive() && Permission.ASSESS_GROUPS.allows(CurrentActor.get()));
        if (!latest.isEmpty()) {
            parameters.put(
                    "view",
                    new AssessmentView(
                            latest.getFirst(),
                            rubrics.byKey(latest.getFirst().rubric()).orElseThrow()));
        }
        return Optional.of(sections.render("assessment/work-section", parameters));
    }
}
