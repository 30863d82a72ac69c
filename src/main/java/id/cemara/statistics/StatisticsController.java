package id.cemara.statistics;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Input;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/statistik` and its downloads.
@Controller
record StatisticsController(StatisticsPages pages, Frames frames, Clock clock) {

    @GetMapping("/statistik")
    @Nullable
    String statistics(
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        AreaCode code =
                area == null ? pages.usualArea() : Input.areaCode("area", area).orElse(null);
        LocalDate today = LocalDate.now(clock);
        LocalDate day = Input.pastDay("asOf", asOf, today).orElse(today);
        StatisticsView view = pages.view(code, day, frames.current().texts());
        if (TableFormat.sends(format, () -> table(view, table == null ? "area" : table), response)) {
            return null;
        }
        model.addAttribute("view", view);
        return "statistics/statistics";
    }

    private static Table table(StatisticsView view, String name) {
        if (name.equals(Question.AREA)) {
            return StatisticsTables.compared(view.areaTable(), view.source());
        }
        if (name.equals("cross")) {
            return StatisticsTables.cross(view.cross());
        }
        if (name.equals(Periods.MONTH)) {
            return StatisticsTables.overTime(view.overTime());
        }
        if (name.equals("figures")) {
            return StatisticsTables.ofFigures(view.figures());
        }
        if (name.equals("reconciliations")) {
            return StatisticsTables.ofReconciliations(view.reconciliations());
        }
        return view.breakdowns().stream()
                .filter(breakdown -> breakdown.breakdown().equals(name))
                .findFirst()
                .map(breakdown -> StatisticsTables.compared(breakdown, view.source()))
                .orElseThrow(() -> Refused.parameter("table", "table-name"));
    }
}
