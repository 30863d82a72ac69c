package id.cemara.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The user that runs PostgreSQL's programs, which refuse to run as root. An ordinary user runs them
/// directly. For root (in a container, say) they run in a separate user namespace, where root has no
/// privileges but can still read its files; where namespaces are forbidden, as the user nobody, who becomes
/// the owner of the files.
///
/// @param prefix what comes before the command
/// @param owner the numeric user who must own the files; null when they keep the owner they have
record RunAs(List<String> prefix, @Nullable Integer owner) {

    private static final String NOBODY = "65534";

    /// The ways to try for the current user, best first. Both helpers are part of util-linux.
    static List<RunAs> candidates() {
        if (!isRoot()) {
            return List.of(new RunAs(List.of(), null));
        }
        return List.of(
                new RunAs(List.of("unshare", "--user"), 0),
                new RunAs(
                        List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"),
                        Integer.valueOf(NOBODY)));
    }

    static boolean isRoot() {
        return ProcessHandle.current().info().user().filter("root"::equals).isPresent();
    }

    /// Changes the owner of a folder and everything in it; skips what already belongs to the owner.
    void handOver(Path folder) throws IOException {
        if (owner != null && Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    handOverAlone(file);
                }
            }
        }
    }

    /// Changes the owner of a single file or folder, not of its content.
    void handOverAlone(Path file) throws IOException {
        if (owner != null && !owner.equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
