package id.cemara.shell.requests;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.parser.HttpHeaderParser;

/// Refuses request heads with a line that ends without CR or is folded. RFC 9112 allows a server to accept
/// both, but a proxy in front may parse them differently, which permits request smuggling.
///
/// Tomcat 11 accepts both and has no setting, so its parser is replaced by reflection. `StrictHeadsTests`
/// fails when a new Tomcat version prevents that.
final class StrictHeads extends HttpHeaderParser {

    private static final Field PARSER = parser();

    private final Arriving head;

    private StrictHeads(Request request, Arriving head) {
        super(head, request.getMimeHeaders(), false);
        this.head = head;
    }

    /// Makes this connection parse heads strictly from now on.
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

    /// Inspects the bytes of a head as they arrive, before parsing overwrites them.
    private static final class Arriving implements HeaderDataSource {

        private final Http11InputBuffer input;

        /// The index inspected so far; it stops at a line feed whose next byte has not arrived. 0 before
        /// the first header.
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

        /// Inspects the request line, which is parsed already, and the headers received so far.
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
