package id.cemara.shell.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

/// The time limit for request bodies.
class BodyTimeLimitTests {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void a_byte_a_second_is_cut_off_although_no_single_byte_is_late() throws IOException {
        var time = new BodyTimeLimit(nanos::get, () -> false);
        for (int second = 0; second < 20; second++) {
            assertThat(time.time(after(Duration.ofSeconds(1), 1))).isEqualTo(1);
        }
        assertThatThrownBy(() -> time.time(after(Duration.ofSeconds(1), 1))).isInstanceOf(SocketTimeoutException.class);
        assertThat(time.isOver()).isTrue();
    }

    @Test
    void a_slow_line_that_moves_two_kilobytes_a_second_may_send_a_photo() throws IOException {
        var time = new BodyTimeLimit(nanos::get, () -> false);
        for (int sent = 0; sent < 1_000_000; sent += 2_000) {
            assertThat(time.time(after(Duration.ofSeconds(1), 2_000))).isEqualTo(2_000);
        }
        assertThat(time.isOver()).isFalse();
    }

    @Test
    void while_many_send_the_slow_have_three_seconds() throws IOException {
        var time = new BodyTimeLimit(nanos::get, () -> true);
        time.time(after(Duration.ofSeconds(3), 1));
        assertThatThrownBy(() -> time.time(after(Duration.ofSeconds(1), 1))).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void nobody_sends_for_longer_than_a_quarter_of_an_hour() {
        var time = new BodyTimeLimit(nanos::get, () -> false);
        assertThatThrownBy(() -> time.time(after(Duration.ofMinutes(16), 10_000_000)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void a_short_body_is_complete_before_it_takes_a_turn_and_reads_as_it_was_sent() throws IOException {
        byte[] sent = numbers(TimedBody.SHORT);
        var body = body(sent);
        assertThat(body.readAhead()).isTrue();
        assertThat(all(body)).isEqualTo(sent);
    }

    @Test
    void a_longer_body_is_not_complete_and_loses_nothing() throws IOException {
        byte[] sent = numbers(3 * TimedBody.SHORT + 1);
        var body = body(sent);
        assertThat(body.readAhead()).isFalse();
        assertThat(all(body)).isEqualTo(sent);
    }

    @Test
    void what_nobody_reads_is_read_to_its_end_up_to_a_bound() throws IOException {
        assertThat(body(numbers(100_000)).drain(100_000)).isTrue();
        assertThat(body(numbers(100_000)).drain(50_000)).isFalse();
    }

    private BodyTimeLimit.Reading after(Duration wait, int bytes) {
        return () -> {
            nanos.addAndGet(wait.toNanos());
            return bytes;
        };
    }

    private TimedBody body(byte[] bytes) {
        return new TimedBody(new Sent(bytes), new BodyTimeLimit(nanos::get, () -> false));
    }

    private static byte[] numbers(int count) {
        byte[] numbers = new byte[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (byte) (i * 31);
        }
        return numbers;
    }

    private static byte[] all(TimedBody body) throws IOException {
        var buffer = new Buffer();
        byte[] all = new byte[0];
        while (body.doRead(buffer) >= 0) {
            int before = all.length;
            all = Arrays.copyOf(all, before + buffer.bytes.remaining());
            buffer.bytes.get(all, before, all.length - before);
        }
        return all;
    }

    /// A request body in pieces of 5,000 bytes, as Tomcat delivers it.
    private static final class Sent implements InputBuffer {

        private final byte[] bytes;
        private int at;

        Sent(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            if (at == bytes.length) {
                return -1;
            }
            int length = Math.min(5_000, bytes.length - at);
            handler.setByteBuffer(ByteBuffer.wrap(bytes, at, length));
            at += length;
            return length;
        }

        @Override
        public int available() {
            return bytes.length - at;
        }
    }

    private static final class Buffer implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {}
    }
}
