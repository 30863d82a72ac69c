package id.cemara.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A Java process of its own that runs an embedded server, to be killed: nothing in the tests' process may
/// be.
final class ChildCemara implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildCemara(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Runs in the child: starts the server, says so, and keeps it until the tests' process closes its input.
    static void main(String[] arguments) throws IOException {
        try (var ignored = EmbeddedServer.start(Path.of(arguments[0]))) {
            IO.println("ready");
            while (System.in.read() >= 0) {
                // until the end of the input
            }
        } catch (CannotStart e) {
            IO.println(e.getMessage());
        }
    }

    static ChildCemara launch(Path dataDirectory) throws IOException {
        return new ChildCemara(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildCemara.class.getName(),
                        dataDirectory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /// A child whose server answers.
    static ChildCemara running(Path dataDirectory) throws IOException {
        var child = launch(dataDirectory);
        String said = child.said();
        if (!said.equals("ready")) {
            throw new IllegalStateException("the child did not start: " + said);
        }
        return child;
    }

    /// `ready`, or the sentence of its refusal; what it logs is passed over.
    String said() throws IOException {
        String line;
        do {
            line = output.readLine();
        } while (line != null && line.matches("\\d\\d:\\d\\d:\\d\\d.*"));
        return String.valueOf(line);
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        await(() -> !process.isAlive());
    }

    /// Ends it as an operator would, and waits for its server to stop.
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        await(() -> !process.isAlive());
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited two minutes in vain");
            }
            try {
                Thread.sleep(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
