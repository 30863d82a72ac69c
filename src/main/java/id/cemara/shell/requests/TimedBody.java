package id.cemara.shell.requests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/// Reads a request body within a time limit. Short bodies are read ahead, so that a slow client holds no
/// permit.
final class TimedBody implements InputBuffer {

    /// In bytes. Forms and API requests are shorter; uploads are longer.
    static final int SHORT = 64 * 1024;

    private static final int FIRST = 4096;

    private final InputBuffer body;
    private final BodyTimeLimit time;
    private byte[] ahead = new byte[0];
    private int aheadLength;
    private boolean isAtEnd;

    TimedBody(InputBuffer body, BodyTimeLimit time) {
        this.body = body;
        this.time = time;
    }

    /// Reads up to [#SHORT] bytes into memory. Returns whether the body is complete.
    boolean readAhead() throws IOException {
        var buffer = new Buffer();
        while (aheadLength <= SHORT) {
            if (read(buffer) < 0) {
                return true;
            }
            ByteBuffer read = buffer.getByteBuffer();
            int more = read.remaining();
            if (aheadLength + more > ahead.length) {
                ahead = Arrays.copyOf(ahead, Math.max(FIRST, 2 * (aheadLength + more)));
            }
            read.get(ahead, aheadLength, more);
            aheadLength += more;
        }
        return false;
    }

    /// Reads and discards at most this many bytes. Returns whether the end was reached.
    boolean drain(long most) throws IOException {
        var buffer = new Buffer();
        for (long drained = 0; drained <= most; ) {
            int read = read(buffer);
            if (read < 0) {
                return true;
            }
            drained += read;
        }
        return false;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (aheadLength > 0) {
            int length = aheadLength;
            handler.setByteBuffer(ByteBuffer.wrap(ahead, 0, length));
            ahead = new byte[0];
            aheadLength = 0;
            return length;
        }
        return read(handler);
    }

    @Override
    public int available() {
        return aheadLength > 0 ? aheadLength : body.available();
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        if (isAtEnd) {
            return -1;
        }
        int read = time.time(() -> body.doRead(handler));
        isAtEnd = read < 0;
        return read;
    }

    private static final class Buffer implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(@Nullable ByteBuffer buffer) {
            bytes = buffer == null ? ByteBuffer.allocate(0) : buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // The reader supplies its own buffer.
        }
    }
}
