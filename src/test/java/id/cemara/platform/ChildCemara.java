package id.cemara.platform;

import id.cemara.platform.embedded.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A separate Java process with an embedded server that tests can kill; nothing in the tests' own process
/// may be killed.
public final class ChildCemara implements AutoCloseable {

    private static final int FILL = 'm';

    private final Process process;
    private final BufferedReader output;

    private ChildCemara(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Runs in the child: starts the server, reports it, and stops at the end of its input.
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

    public static ChildCemara launch(Path dataDirectory, String... javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ChildCemara.class.getName(), dataDirectory.toString()));
        return new ChildCemara(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /// Starts a child and waits for its server.
    public static ChildCemara running(Path dataDirectory) throws IOException {
        var child = launch(dataDirectory);
        String said = child.said();
        if (!said.equals("ready")) {
            throw new IllegalStateException("the child did not start: " + said);
        }
        return child;
    }

    /// Returns `ready` or the refusal's sentence; skips log lines.
    public String said() throws IOException {
        String line;
        do {
            line = output.readLine();
        } while (line != null && line.matches("\\d\\d:\\d\\d:\\d\\d.*"));
        return String.valueOf(line);
    }

    /// Makes it allocate memory until it fails.
    public void fillMemory() throws IOException {
        process.outputWriter().append((char) FILL).flush();
    }

    /// Its exit status.
    public int status() throws InterruptedException {
        return process.waitFor();
    }

    /// Kills it with SIGKILL.
    public void kill() {
        process.destroyForcibly();
        await(() -> !process.isAlive());
    }

    /// Kills it and its server's guard with SIGKILL.
    public void killWithGuard() {
        process.children().forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /// Stops it orderly and waits for its server to stop.
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        await(() -> !process.isAlive());
    }

    public static void await(BooleanSupplier condition) {
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
