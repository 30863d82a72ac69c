package id.cemara.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// PostgreSQL's programs, unpacked once for all tests and hard-linked into each data directory.
final class UnpackedPrograms {

    private static final Path FOLDER = Path.of("target", "postgres-bin").toAbsolutePath();

    private UnpackedPrograms() {}

    static synchronized Path linkInto(Path dataDirectory) throws IOException {
        DurableFiles.makeFolder(FOLDER);
        Binaries.unpack(FOLDER);
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
