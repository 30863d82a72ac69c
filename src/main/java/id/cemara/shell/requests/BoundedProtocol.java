package id.cemara.shell.requests;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat's HTTP/1.1 with limits on incomplete requests. An idle connection costs 12 KB, one with an
/// incomplete request about 100 KB. Public because Spring creates it by its class name.
public class BoundedProtocol extends Http11NioProtocol {

    /// The longest time that a request head may take to arrive. More than [#MOST_HEADS] incomplete heads
    /// are not kept; the oldest connection is closed first.
    static final Duration LONGEST_HEAD = Duration.ofSeconds(20);

    static final int MOST_HEADS = 200;
    private static final long LOOK_MILLIS = 250;
    private static final long BREAK_MILLIS = 300;

    private final Connections connections;
    private @Nullable ScheduledFuture<?> watch;

    public BoundedProtocol() {
        this(new Connections());
    }

    private BoundedProtocol(Connections connections) {
        super(connections);
        this.connections = connections;
    }

    /// Delays the next request of a connection while this is true. The request will be refused; without the
    /// delay, clients that retry at once would take processor time from requests being served.
    void slowDownWhen(BooleanSupplier isFull) {
        connections.isFull = isFull;
    }

    @Override
    protected Processor createProcessor() {
        Processor made = super.createProcessor();
        StrictHeads.demand(made.getRequest());
        return made;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(this::closeSlowHeads, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void closeSlowHeads() {
        long now = System.nanoTime();
        List<Head> arriving = connections.getConnections().stream()
                .flatMap(connection -> Head.of(connection, now))
                .sorted(Comparator.comparingLong(Head::ageNanos).reversed())
                .toList();
        for (int i = 0; i < arriving.size(); i++) {
            Head head = arriving.get(i);
            if (i < arriving.size() - MOST_HEADS || head.ageNanos() > LONGEST_HEAD.toNanos()) {
                head.connection().close();
            }
        }
    }

    /// A connection with an incomplete request: only then does Tomcat keep a processor attached to it.
    private record Head(SocketWrapperBase<NioChannel> connection, long ageNanos) {

        static java.util.stream.Stream<Head> of(SocketWrapperBase<NioChannel> connection, long now) {
            if (!(connection.getCurrentProcessor() instanceof Processor processor) || processor.isAsync()) {
                return java.util.stream.Stream.empty();
            }
            long begun = processor.getRequest().getStartTimeNanos();
            return begun < 0
                    ? java.util.stream.Stream.empty()
                    : java.util.stream.Stream.of(new Head(connection, now - begun));
        }
    }

    private static final class Connections extends NioEndpoint {

        private volatile BooleanSupplier isFull = () -> false;

        @Override
        public boolean processSocket(SocketWrapperBase<NioChannel> connection, SocketEvent event, boolean dispatch) {
            if (event == SocketEvent.OPEN_READ && isFull.getAsBoolean() && isBetweenRequests(connection)) {
                getUtilityExecutor()
                        .schedule(
                                () -> {
                                    if (!super.processSocket(connection, event, dispatch)) {
                                        connection.close();
                                    }
                                },
                                BREAK_MILLIS,
                                TimeUnit.MILLISECONDS);
                return true;
            }
            return super.processSocket(connection, event, dispatch);
        }

        /// Whether this connection already had an answer. Tomcat counts its remaining requests down and
        /// offers no getter, so this decrements the counter and sets it back.
        private boolean isBetweenRequests(SocketWrapperBase<NioChannel> connection) {
            int left = connection.decrementKeepAlive() + 1;
            connection.setKeepAliveLeft(left);
            return left < getMaxKeepAliveRequests() && connection.getCurrentProcessor() == null;
        }
    }
}
