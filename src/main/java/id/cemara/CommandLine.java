package id.cemara;

import id.cemara.platform.CannotStart;
import id.cemara.platform.start.StartFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/// The commands of the launcher. Each failure to start is reported in one sentence.
final class CommandLine {

    private static final Map<String, String> OPTIONS_WITH_VALUE =
            Map.of("--port", "server.port", "--listen", "server.address", "--data", "cemara.data");
    private static final Map<String, String> SWITCHES =
            Map.of("--empty", "cemara.sample.mode=off", "--sample", "cemara.sample.mode=on");

    private CommandLine() {}

    /// Executes the command and returns the exit status of the process.
    static int execute(String[] arguments) {
        String command = arguments.length == 0 ? "run" : arguments[0];
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            return switch (command) {
                case "run" -> run(rest);
                case "backup" -> BackupCommands.backup(rest);
                case "restore" -> BackupCommands.restore(rest);
                default -> further(command).run(rest);
            };
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static Command further(String name) {
        return ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotStart("There is no command '" + name + "'; ./cemara help lists them."));
    }

    private static int run(List<String> options) {
        try {
            var application = new SpringApplication(Cemara.class);
            application.setLogStartupInfo(false);
            start(application, properties(options));
            Thread.currentThread().join();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// Starts the application; a failure with a sentence for the operator is thrown as that sentence.
    static ConfigurableApplicationContext start(SpringApplication application, List<String> properties) {
        var data = new AtomicReference<@Nullable Path>();
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                prepared -> data.set(Path.of(prepared.getEnvironment().getRequiredProperty("cemara.data"))));
        try {
            return application.run(properties.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw reason(e, data.get());
        }
    }

    /// The operator's sentence in a failed start, otherwise the failure itself.
    ///
    /// @param dataDirectory of the embedded database; null when it failed before this was known
    static RuntimeException reason(RuntimeException failure, @Nullable Path dataDirectory) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return new CannotStart("Port " + taken.getPort()
                        + " is taken by another program: stop that program or choose another port with --port.");
            }
        }
        return StartFailure.sentence(failure, dataDirectory)
                .<RuntimeException>map(sentence -> sentence)
                .orElse(failure);
    }

    /// The options of `run` as properties.
    static List<String> properties(List<String> options) {
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            String property = OPTIONS_WITH_VALUE.get(option);
            if (property != null) {
                if (i + 1 == options.size()) {
                    throw new CannotStart("The option " + option + " needs a value.");
                }
                properties.add("--" + property + "=" + options.get(++i));
            } else if (SWITCHES.containsKey(option)) {
                properties.add("--" + SWITCHES.get(option));
            } else {
                throw new CannotStart("There is no option '" + option + "'; ./cemara help lists them.");
            }
        }
        return properties;
    }
}
