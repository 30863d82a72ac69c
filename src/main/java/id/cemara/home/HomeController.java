package id.cemara.home;

import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import id.cemara.statistics.StatisticsPages;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The pages `/` and `/kerja`.
@Controller
record HomeController(StatisticsPages statistics, ObjectProvider<Todo> todos, Frames frames, Clock clock) {

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute(
                "view",
                statistics.view(
                        statistics.usualArea(),
                        LocalDate.now(clock),
                        frames.current().texts()));
        return "home/home";
    }

    @GetMapping("/kerja")
    String work(Model model) {
        List<Todo.Item> items = todos.stream()
                .filter(todo -> todo.isFor(CurrentActor.get()))
                .sorted(Comparator.comparingInt(Todo::order))
                .flatMap(todo -> todo.items().get().stream())
                .toList();
        model.addAttribute("todos", items);
        return "home/work";
    }
}
