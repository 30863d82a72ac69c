package id.cemara.statistics;

import gg.jte.Content;
import id.cemara.area.AreaPage;
import id.cemara.shell.Frames;
import id.cemara.shell.NavItem;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sections of an area's page: its figures, and those of the areas inside it.
@Configuration(proxyBeanMethods = false)
class AreaFigureSections {

    @Bean
    NavItem statisticsNavItem() {
        return new NavItem(400, "/statistik", "statistics.nav");
    }

    @Bean
    PageSection<AreaPage> areaTotals(StatisticsPages pages, Sections sections, Frames frames, Clock clock) {
        return new Section(
                100,
                page -> Optional.of(sections.render(
                        "statistics/area-figures",
                        Map.of(
                                "totals",
                                        pages.areaTotals(
                                                page.area(),
                                                LocalDate.now(clock),
                                                frames.current().texts()),
                                "code", page.area().code().value()))));
    }

    @Bean
    PageSection<AreaPage> areaChildren(Statistics statistics, Sections sections, Frames frames, Clock clock) {
        return new Section(200, page -> {
            if (page.children().isEmpty()) {
                return Optional.empty();
            }
            var question = new Question(List.of(Question.AREA), page.area().code(), LocalDate.now(clock));
            List<Answer> answers = statistics.measures().stream()
                    .filter(measure -> !measure.isOverTime())
                    .map(measure -> statistics.answer(
                            measure.key(), question, frames.current().texts()))
                    .toList();
            return Optional.of(sections.render("statistics/area-children", Map.of("page", page, "answers", answers)));
        });
    }

    private interface Renderer {
        Optional<Content> render(AreaPage page);
    }

    private record Section(int order, Renderer renderer) implements PageSection<AreaPage> {

        @Override
        public Class<AreaPage> page() {
            return AreaPage.class;
        }

        @Override
        public Optional<Content> render(AreaPage page) {
            return renderer.render(page);
        }
    }
}
