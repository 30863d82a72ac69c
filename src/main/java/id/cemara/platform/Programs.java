package id.cemara.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs PostgreSQL's programs: `initdb`, `pg_ctl` and, through it, `postgres`.
record Programs(Path home, DataDirectory directory, RunAs runAs) {

    /// The programs in this folder, run in the first way that works here.
    static Programs in(Path home, DataDirectory directory) throws IOException {
        String seen = "";
        for (RunAs runAs : RunAs.candidates()) {
            var programs = new Programs(home, directory, runAs);
            seen = programs.tryOut();
            if (seen.contains("(PostgreSQL)")) {
                return programs;
            }
        }
        throw RunAs.isRoot() ? refusalForRoot(directory, seen) : refusal(seen);
    }

    /// Runs a program to its end, which each of them bounds by itself, and says whether it succeeded. An
    /// interrupt does not stop it midway.
    boolean run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(runAs.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(DurableFiles.POSIX ? "/dev/null" : "NUL"))
                .redirectOutput(output(program).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return succeeds(builder.start());
    }

    /// Lets the programs read and change a folder that Cemara has written to, while none of them is running.
    void handOver(Path folder) throws IOException {
        runAs.handOver(folder);
    }

    /// Where the last run of this program has left its messages.
    Path output(String program) {
        return directory.logs().resolve(program + ".log");
    }

    /// All live processes that run a program of this data directory, of whatever version. That is the proof
    /// that a process is ours, which a process number in a file is not.
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandOf(process)
                        .filter(command -> command.startsWith(directory.binaries()))
                        .isPresent())
                .toList();
    }

    static Optional<Path> commandOf(ProcessHandle process) {
        return process.info().command().map(Path::of);
    }

    /// What the program answers when asked for its version, or why it cannot.
    private String tryOut() throws IOException {
        runAs.handOverAlone(directory.root());
        runAs.handOver(directory.binaries());
        runAs.handOver(directory.logs());
        try {
            run("postgres", "--version");
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        return Files.readString(output("postgres")).strip();
    }

    private static CannotStart refusalForRoot(DataDirectory directory, String seen) {
        return new CannotStart(("PostgreSQL refuses to run as root, and in %s it can run neither in a user namespace "
                        + "nor as the user nobody (%s): start Cemara as an ordinary user, with a data "
                        + "directory of its own.")
                .formatted(directory.root(), seen));
    }

    private static CannotStart refusal(String seen) {
        return new CannotStart(("The PostgreSQL that Cemara brings does not run on this system (%s): name a "
                        + "PostgreSQL 18 server in CEMARA_DATABASE_URL.")
                .formatted(seen));
    }

    private static boolean succeeds(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor() == 0;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
