package id.cemara.platform.embedded;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs PostgreSQL's programs: `initdb`, `pg_ctl` and, through it, `postgres`.
record Programs(Path home, DataDirectory directory, RunAs runAs) {

    /// The programs in this folder, with the first [RunAs] that works on this system.
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

    /// Runs a program until it ends, and returns whether it succeeded. There is no timeout here, since each
    /// program has its own; an interrupt does not stop it.
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

    /// Gives the programs access to a folder that Cemara wrote to. None of them may be running.
    void handOver(Path folder) throws IOException {
        runAs.handOver(folder);
    }

    /// The file with the output of this program's last run.
    Path output(String program) {
        return directory.logs().resolve(program + ".log");
    }

    /// All live processes that run a program of this data directory, in any version. Unlike a process
    /// number in a file, this proves that a process is ours.
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

    /// The program's answer to a request for its version, or its error message.
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
