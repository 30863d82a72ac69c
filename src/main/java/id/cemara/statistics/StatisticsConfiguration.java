package id.cemara.statistics;

import id.cemara.area.AreaPage;
import id.cemara.shell.Frames;
import id.cemara.shell.NavItem;
import id.cemara.shell.PageSection;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds statistics to the public navigation, and an area's figures and those of the areas inside it to its
/// page.
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {

    @Bean
    NavItem statisticsNavItem() {
        return new NavItem(400, "/statistik", "statistics.nav");
    }

    @Bean
    PageSection<AreaPage> areaTotals(StatisticsPages pages, Frames frames, Clock clock) {
        return PageSection.of(
                AreaPage.class,
                100,
                "statistics/area-figures",
                page -> Optional.of(Map.of(
                        "totals",
                        pages.areaTotals(
                                page.area(),
                                LocalDate.now(clock),
                                frames.current().texts()),
                        "code",
                        page.area().code().value())));
    }

    @Bean
    PageSection<AreaPage> areaChildren(Statistics statistics, Frames frames, Clock clock) {
        return PageSection.of(AreaPage.class, 200, "statistics/area-children", page -> {
            if (page.children().isEmpty()) {
                return Optional.empty();
            }
            var question = new Question(List.of(Question.AREA), page.area().code(), LocalDate.now(clock));
            List<Answer> answers = statistics.measures().stream()
                    .filter(measure -> !measure.isOverTime())
                    .map(measure -> statistics.answer(
                            measure.key(), question, frames.current().texts()))
                    .toList();
            return Optional.of(Map.of("page", page, "answers", answers));
        });
    }
}
