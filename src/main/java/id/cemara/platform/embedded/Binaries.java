package id.cemara.platform.embedded;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, packed in a jar and unpacked into the data directory once per version.
public final class Binaries {

    private static final Logger log = LoggerFactory.getLogger(Binaries.class);

    private Binaries() {}

    /// Returns the folder that holds `bin`, `lib` and `share`. It is named by a fingerprint of the archive,
    /// and gets that name only when complete, so a killed start leaves no folder that looks complete. The
    /// caller holds the directory lock, so nothing else unpacks here.
    public static Path unpack(Path folder) throws IOException {
        String archive = archive();
        Path home = folder.resolve(fingerprint(archive));
        if (!Files.isDirectory(home)) {
            Path unfinished = folder.resolve("unfinished");
            DurableFiles.deleteTree(unfinished);
            DurableFiles.makeFolder(unfinished);
            unpack(archive, unfinished);
            DurableFiles.move(unfinished, home);
            log.info("Unpacked PostgreSQL's programs into {}", home);
        }
        return home;
    }

    /// Deletes other versions and the leftovers of killed starts. None of their programs may be running.
    static void deleteAllBut(Path home) throws IOException {
        List<Path> others;
        try (Stream<Path> folders = Files.list(Objects.requireNonNull(home.getParent()))) {
            others = folders.filter(folder -> !folder.equals(home)).toList();
        }
        for (Path other : others) {
            DurableFiles.deleteTree(other);
        }
    }

    /// Forces some thousand files to disk while later ones are decompressed: doing it one after the other
    /// takes ten seconds on a slow disk.
    private static void unpack(String archive, Path into) throws IOException {
        var forced = new ArrayList<Future<?>>();
        try (var disk = Executors.newVirtualThreadPerTaskExecutor();
                var tar = new TarArchiveInputStream(new XZInputStream(
                        new BufferedInputStream(resource(archive).openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = unpack(tar, entry, into);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    forced.add(disk.submit(() -> {
                        DurableFiles.force(file);
                        return file;
                    }));
                }
            }
        }
        for (var file : forced) {
            if (file.state() == Future.State.FAILED) {
                throw new IOException(file.exceptionNow());
            }
        }
    }

    private static Path unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("the archive of PostgreSQL's programs names a file outside itself: " + target);
        }
        if (entry.isDirectory()) {
            DurableFiles.makeFolder(target);
        } else if (entry.isSymbolicLink()) {
            DurableFiles.makeFolder(Objects.requireNonNull(target.getParent()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            DurableFiles.makeFolder(Objects.requireNonNull(target.getParent()));
            try (var channel = DurableFiles.open(target)) {
                tar.transferTo(Channels.newOutputStream(channel));
            }
            if ((entry.getMode() & 0100) != 0) {
                target.toFile().setExecutable(true);
            }
        }
        return target;
    }

    /// The archive for this machine. Both macOS archives hold the same universal binaries, so only one is
    /// shipped.
    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm_64" : "x86_64";
        List<String> names = os.startsWith("mac")
                ? List.of("postgres-darwin-arm_64.txz", "postgres-darwin-x86_64.txz")
                : List.of("postgres-%s-%s.txz".formatted(os.startsWith("windows") ? "windows" : os, arch));
        return names.stream()
                .filter(name -> Binaries.class.getResource("/" + name) != null)
                .findFirst()
                .orElseThrow(() -> new CannotStart(
                        ("This build of Cemara brings no PostgreSQL for %s on %s: name a PostgreSQL 18 server "
                                        + "in CEMARA_DATABASE_URL.")
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
    }

    /// The archive's size and checksum from the jar's directory, so that a start need not read it.
    private static String fingerprint(String archive) throws IOException {
        var connection = (JarURLConnection) resource(archive).openConnection();
        var entry = connection.getJarEntry();
        return "%x-%x".formatted(entry.getSize(), entry.getCrc());
    }

    private static URL resource(String archive) {
        return Objects.requireNonNull(Binaries.class.getResource("/" + archive));
    }
}
