package id.cemara.platform;

import java.io.IOException;

/// A small process beside Cemara that stops the database server when Cemara dies without doing so itself: killed, or
/// out of memory. It notices by the end of its input, which nobody but this process holds open.
///
/// Without one, on systems without a POSIX shell, the next start stops the server that was left alone.
final class OrphanGuard implements AutoCloseable {

    /// Deaf to signals that a terminal or a service manager sends to all processes at once. SIGINT is PostgreSQL's
    /// fast shutdown: it ends open transactions and loses nothing that was acknowledged.
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

    /// When the server has stopped there is nothing left to guard.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
