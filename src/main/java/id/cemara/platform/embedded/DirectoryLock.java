package id.cemara.platform.embedded;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The lock that a running Cemara holds on its data directory. The operating system releases it when the
/// process ends for any reason, so a held lock means that its owner is alive.
public final class DirectoryLock implements AutoCloseable {

    /// Far beyond the file's text, because some systems do not let a locked region be read.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /// Attempts, 50 ms apart, while another Cemara is shutting down.
    private static final int ATTEMPTS = 20;

    /// Locks belong to the process, and closing any channel of the file releases them: never open the same
    /// file twice in one process.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    public static DirectoryLock take(Path file) throws IOException {
        if (!HELD_HERE.add(file)) {
            throw inUse(file, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = DurableFiles.open(file);
            for (int attempt = 0; !taken && attempt < ATTEMPTS; attempt++) {
                if (attempt > 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
                taken = channel.tryLock(LOCKED_BYTE, 1, false) != null;
            }
            if (!taken) {
                throw inUse(file, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(file, channel);
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(file);
            }
        }
    }

    /// Whether a live process, this one included, holds the lock.
    static boolean isHeld(Path file) throws IOException {
        if (HELD_HERE.contains(file)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = DurableFiles.open(file);
                var lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
            return lock == null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private static CannotStart inUse(Path file, String pid) {
        return new CannotStart(("The data directory %s is in use by a Cemara that is running (process %s): stop that "
                        + "one, or start this one with another data directory.")
                .formatted(file.getParent(), pid));
    }
}
