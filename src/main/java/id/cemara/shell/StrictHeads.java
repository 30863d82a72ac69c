package id.cemara.shell;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.parser.HttpHeaderParser;

/// Refuses heads of requests in which a line ends without a carriage return, or goes on in the next one. RFC 9112 lets
/// a server accept both; but what stands in front of this one may read such a head in another way, and then a
/// request can be hidden within another.
///
/// Tomcat 11 accepts both and has no setting for it, so its parser is replaced by reflection. `StrictHeadsTests` fails
/// when another version of Tomcat no longer lets it.
final class StrictHeads extends HttpHeaderParser {

    private static final Field PARSER = parser();

    private final Arriving head;

    private StrictHeads(Request request, Arriving head) {
        super(head, request.getMimeHeaders(), false);
        this.head = head;
    }

    /// From now on the heads of this connection's requests are read strictly.
    static void demand(Request request) {
        if (!(request.getInputBuffer() instanceof Http11InputBuffer input)) {
            throw new IllegalStateException("not HTTP/1.1: " + request.getInputBuffer());
        }
        try {
            PARSER.set(input, new StrictHeads(request, new Arriving(input)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field parser() {
        try {
            Field field = Http11InputBuffer.class.getDeclaredField("httpHeaderParser");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void recycle() {
        super.recycle();
        head.forget();
    }

    @Override
    public HeaderParseStatus parseHeader() throws IOException {
        head.begin();
        return super.parseHeader();
    }

    /// The bytes of a head, looked at as they arrive and before they are parsed, because parsing overwrites them.
    private static final class Arriving implements HeaderDataSource {

        private final Http11InputBuffer input;

        /// Up to where it was looked at: at most a line feed whose next byte is not there yet; 0 before the
        /// first header.
        private int looked;

        private boolean isComplete;

        Arriving(Http11InputBuffer input) {
            this.input = input;
        }

        @Override
        public boolean fillHeaderBuffer() throws IOException {
            boolean filled = input.fillHeaderBuffer();
            look();
            return filled;
        }

        @Override
        public ByteBuffer getHeaderByteBuffer() {
            return input.getHeaderByteBuffer();
        }

        void forget() {
            looked = 0;
            isComplete = false;
        }

        /// Looks at the request line, which was read already, and at what is there of the headers.
        void begin() {
            if (looked > 0) {
                return;
            }
            ByteBuffer head = getHeaderByteBuffer();
            int end = head.position();
            for (int i = 0; i < end; i++) {
                if (head.get(i) == '\n' && (i == 0 || head.get(i - 1) != '\r')) {
                    throw new IllegalArgumentException("a line that ends without a carriage return");
                }
            }
            looked = end - 1;
            look();
        }

        private void look() {
            ByteBuffer head = getHeaderByteBuffer();
            for (; !isComplete && looked + 1 < head.limit(); looked++) {
                if (head.get(looked) == '\n') {
                    byte next = head.get(looked + 1);
                    if (next == ' ' || next == '\t') {
                        throw new IllegalArgumentException("a header that goes on in the next line");
                    }
                    isComplete = next == '\r';
                }
            }
        }
    }
}
