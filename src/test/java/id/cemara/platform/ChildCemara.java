package id.cemara.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A Java process of its own that runs an embedded server, to be killed: nothing in the tests' process may
/// be.
final class ChildCemara implements AutoCloseable {

    private static final int FILL = 'm';

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
            for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                if (read == FILL) {
                    IO.println(allMemory());
                }
            }
        } catch (CannotStart e) {
            IO.println(e.getMessage());
        }
    }

    private static long allMemory() {
        List<byte[]> held = new ArrayList<>();
        while (held.size() < Integer.MAX_VALUE) {
            held.add(new byte[1024 * 1024]);
        }
        return held.size();
    }

    static ChildCemara launch(Path dataDirectory, String... javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ChildCemara.class.getName(), dataDirectory.toString()));
        return new ChildCemara(new ProcessBuilder(command)
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

    /// Lets it take memory until there is none.
    void fillMemory() throws IOException {
        process.outputWriter().append((char) FILL).flush();
    }

    /// What it ended with.
    int status() throws InterruptedException {
        return process.waitFor();
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        await(() -> !process.isAlive());
    }

    /// As `kill -9` of it and of what guards its server.
    void killWithGuard() {
        process.children().forEach(ProcessHandle::destroyForcibly);
        kill();
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
