package id.cemara;

import id.cemara.market.ProductGeneration;
import id.cemara.platform.CannotStart;
import id.cemara.registry.GroupGeneration;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/// The command `generate [--groups N [--members M]] [--products P] [--seed S] [--data DIR]`: invented
/// groups in all of Indonesia, and products for groups without any, for benchmarks. Locks out other writers
/// of the registry while it runs; not for an installation in use.
public final class GenerateCommand implements Command {

    private static final int MEMBERS_PER_GROUP = 10;
    private static final int MOST_GROUPS = 1_000_000;
    private static final int MOST_PRODUCTS = 5_000_000;

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public int run(List<String> options) {
        List<String> rest = new ArrayList<>(options);
        int groups = (int) number(rest, "--groups", 1, MOST_GROUPS, -1);
        int products = (int) number(rest, "--products", 1, MOST_PRODUCTS, -1);
        if (groups < 0 && products < 0) {
            throw new CannotStart("generate needs --groups N, how many groups to invent, or --products N.");
        }
        int members = groups < 0
                ? 0
                : (int) number(rest, "--members", 3L * groups, 60L * groups, (long) MEMBERS_PER_GROUP * groups);
        long seed = number(rest, "--seed", 0, Long.MAX_VALUE, 1);
        List<String> properties = new ArrayList<>(CommandLine.properties(rest));
        properties.add("--cemara.sample.mode=off");
        var application = new SpringApplication(Cemara.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        try (var context = CommandLine.start(application, properties)) {
            LocalDate today = LocalDate.now(context.getBean(Clock.class));
            if (groups > 0) {
                context.getBean(GroupGeneration.class)
                        .generate(groups, members, seed, today)
                        .forEach(System.out::println);
            }
            if (products > 0) {
                context.getBean(ProductGeneration.class)
                        .generate(products, seed, today)
                        .forEach(System.out::println);
            }
            return 0;
        }
    }

    /// Removes an option with its number from the list.
    private static long number(List<String> options, String option, long least, long most, long byDefault) {
        int at = options.indexOf(option);
        if (at < 0) {
            return byDefault;
        }
        String typed = at + 1 < options.size() ? options.get(at + 1) : "";
        if (!typed.matches("\\d{1,18}") || Long.parseLong(typed) < least || Long.parseLong(typed) > most) {
            throw new CannotStart("The option " + option + " needs a whole number from " + least + " to " + most + ".");
        }
        options.subList(at, at + 2).clear();
        return Long.parseLong(typed);
    }
}
