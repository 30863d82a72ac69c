package id.cemara.platform.embedded;

import java.io.IOException;

/// A small separate process that stops the database server when Cemara dies without doing so, because it
/// was killed or ran out of memory. It detects this by the end of its input, a pipe that only this process
/// holds open.
///
/// Where there is no POSIX shell, there is no guard: the next start stops the orphaned server.
final class OrphanGuard implements AutoCloseable {

    /// Ignores signals that a terminal or service manager sends to the whole process group. SIGINT is
    /// PostgreSQL's fast shutdown: it rolls back open transactions and loses no committed one.
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            read -r nothing
            kill -INT "$1" 2>/dev/null || exit 0
            echo 'Cemara ended without stopping its database (killed, or out of memory): the database stops now.' >&2
            """;

    private final Process process;

    private OrphanGuard(Process process) {
        this.process = process;
    }

    static OrphanGuard of(long postmaster) throws IOException {
        return new OrphanGuard(
                new ProcessBuilder("/bin/sh", "-c", SCRIPT, "cemara-orphan-guard", Long.toString(postmaster))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /// Call it once the server has stopped.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
