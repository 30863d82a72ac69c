package id.cemara.assessment;

import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the latest assessment and the gaps to the next stage to the group's page in the work space.
@Configuration(proxyBeanMethods = false)
class AssessmentConfiguration {

    @Bean
    PageSection<WorkGroupPage> latestAssessment(Assessments assessments, Rubrics rubrics) {
        return PageSection.of(WorkGroupPage.class, 500, "assessment/work-section", page -> {
            if (!Permission.SEE_MEMBERS.isGranted()) {
                return Optional.empty();
            }
            List<Assessment> latest = assessments.latest(page.id(), 1);
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("number", page.number());
            parameters.put("mayAssess", page.isActive() && Permission.ASSESS_GROUPS.isGranted());
            if (!latest.isEmpty()) {
                parameters.put(
                        "view",
                        new AssessmentView(
                                latest.getFirst(),
                                rubrics.byKey(latest.getFirst().rubric()).orElseThrow()));
            }
            return Optional.of(parameters);
        });
    }
}
