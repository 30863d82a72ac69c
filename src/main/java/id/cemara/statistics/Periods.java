package id.cemara.statistics;

import id.cemara.shell.Texts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Breakdowns of every measure over time: by week (`2026-W47`, ISO 8601, Monday to Sunday) and by month
/// (`2026-11`). Only days of the period are counted: the first and last week or month may be partial, and
/// rows of an additive measure sum to the total.
@Configuration(proxyBeanMethods = false)
class Periods {

    static final String WEEK = "week";
    static final String MONTH = "month";
    static final List<String> KEYS = List.of(WEEK, MONTH);

    @Bean
    Dimension weekDimension() {
        return new Week();
    }

    @Bean
    Dimension monthDimension() {
        return new Month();
    }

    private record Week() implements Dimension {

        @Override
        public String key() {
            return WEEK;
        }

        @Override
        public List<String> values() {
            return List.of();
        }

        @Override
        public List<String> values(Question question) {
            List<String> weeks = new ArrayList<>();
            for (LocalDate monday = monday(question.start());
                    !monday.isAfter(question.asOf());
                    monday = monday.plusWeeks(1)) {
                weeks.add("%04d-W%02d"
                        .formatted(
                                monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            }
            return weeks;
        }

        @Override
        public String label(String value, Texts texts) {
            LocalDate monday = monday(LocalDate.of(Integer.parseInt(value.substring(0, 4)), 1, 4))
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(value.substring(6)));
            return texts.get("dimension.week.from-to", texts.date(monday), texts.date(monday.plusDays(6)));
        }

        private static LocalDate monday(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }

    private record Month() implements Dimension {

        @Override
        public String key() {
            return MONTH;
        }

        @Override
        public List<String> values() {
            return List.of();
        }

        @Override
        public List<String> values(Question question) {
            List<String> months = new ArrayList<>();
            YearMonth last = YearMonth.from(question.asOf());
            for (YearMonth month = YearMonth.from(question.start());
                    !month.isAfter(last);
                    month = month.plusMonths(1)) {
                months.add(month.toString());
            }
            return months;
        }

        @Override
        public String label(String value, Texts texts) {
            return texts.month(YearMonth.parse(value));
        }
    }
}
