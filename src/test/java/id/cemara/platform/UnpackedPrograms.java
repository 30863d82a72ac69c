package id.cemara.platform;

import id.cemara.platform.embedded.Binaries;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/// PostgreSQL's programs, unpacked once for all tests and hard-linked into each data directory.
public final class UnpackedPrograms {

    private static final Path FOLDER = Path.of("target", "postgres-bin").toAbsolutePath();

    private UnpackedPrograms() {}

    public static synchronized Path linkInto(Path dataDirectory) throws IOException {
        DurableFiles.makeFolder(FOLDER);
        // The test run has several processes.
        try (FileChannel lock = FileChannel.open(
                        FOLDER.resolveSibling("postgres-bin.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            Binaries.unpack(FOLDER);
        }
        Path target = dataDirectory.resolve("postgres-bin");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path link = target.resolve(FOLDER.relativize(file));
                if (Files.isDirectory(file)) {
                    DurableFiles.makeFolder(link);
                } else {
                    Files.createLink(link, file);
                }
            }
        }
        return dataDirectory;
    }
}
