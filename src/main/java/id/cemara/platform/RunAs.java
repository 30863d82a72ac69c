package id.cemara.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL's programs run, for they refuse to run as root, and with good reason. An ordinary user
/// runs them as they are. When Cemara is root (in a container, say), they run in a user namespace of their
/// own, where root is nobody but its files stay readable; where namespaces are forbidden, as the user nobody,
/// who is then given the files.
///
/// @param prefix what comes before the command
/// @param owner the numeric user who must own the files, or null when they simply stay with whoever runs
/// Cemara
record RunAs(List<String> prefix, @Nullable Integer owner) {

    private static final String NOBODY = "65534";

    /// The ways that may work for the user who runs Cemara, best first. Both helpers are part of util-linux.
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

    /// Gives a folder and all in it to the owner. Cheap when that is so already.
    void handOver(Path folder) throws IOException {
        if (owner != null && Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    handOverAlone(file);
                }
            }
        }
    }

    /// Gives one file or folder to the owner, without what is in it.
    void handOverAlone(Path file) throws IOException {
        if (owner != null && !owner.equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
