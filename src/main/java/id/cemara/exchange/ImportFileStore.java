package id.cemara.exchange;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import id.cemara.platform.FieldEncryption;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stores uploaded files in the database, so that every node can process them. Each file is encrypted with
/// its own key, which is stored wrapped by [FieldEncryption]: a copy of the tables alone reveals nothing.
@Component
class ImportFileStore {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHUNK = 1 << 20;

    private final JdbcClient db;
    private final FieldEncryption encryption;

    ImportFileStore(JdbcClient db, FieldEncryption encryption) {
        this.db = db;
        this.encryption = encryption;
    }

    /// A new wrapped key for a file.
    byte[] newKey(UUID id) {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return encryption.encryptBytes(key, context(id));
    }

    /// Stores a file's content in the caller's transaction. The import's row with the key exists already.
    void put(UUID id, byte[] wrappedKey, TableReader.Content content) {
        try (InputStream in = content.open();
                OutputStream out = cipher(id, wrappedKey)
                        .newEncryptingStream(new BufferedOutputStream(new Chunks(id), CHUNK), aad(id))) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads a file's content in chunks, in the caller's transaction.
    TableReader.Content content(UUID id, byte[] wrappedKey) {
        return () -> {
            try {
                return new BufferedInputStream(
                        cipher(id, wrappedKey).newDecryptingStream(new StoredChunks(id), aad(id)), 1 << 16);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /// Deletes the file and its key. Without the key, remains in backups or free disk pages are unreadable.
    void delete(UUID id) {
        db.sql("delete from exchange.import_chunks where import_id = :id")
                .param("id", id)
                .update();
        db.sql("update exchange.imports set file_key = null where id = :id")
                .param("id", id)
                .update();
    }

    private AesGcmHkdfStreaming cipher(UUID id, byte[] wrappedKey) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(encryption.decryptBytes(wrappedKey, context(id)), "HmacSha256", 32, 1 << 16, 0);
    }

    private static String context(UUID id) {
        return "exchange.imports.file:" + id;
    }

    private static byte[] aad(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Stores each buffer it is given as one chunk.
    private final class Chunks extends OutputStream {

        private final UUID id;
        private int number;

        Chunks(UUID id) {
            this.id = id;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            db.sql("insert into exchange.import_chunks (import_id, number, bytes) values (:id, :number, :bytes)")
                    .param("id", id)
                    .param("number", number++)
                    .param("bytes", Arrays.copyOfRange(bytes, offset, offset + length))
                    .update();
        }
    }

    private final class StoredChunks extends InputStream {

        private final UUID id;
        private byte[] chunk = new byte[0];
        private int at;
        private int number;

        StoredChunks(UUID id) {
            this.id = id;
        }

        @Override
        public int read() {
            return more() ? chunk[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int piece = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, bytes, offset, piece);
            at += piece;
            return piece;
        }

        private boolean more() {
            if (at == chunk.length) {
                chunk = db.sql("select bytes from exchange.import_chunks where import_id = :id and number = :number")
                        .param("id", id)
                        .param("number", number++)
                        .query(byte[].class)
                        .optional()
                        .orElse(new byte[0]);
                at = 0;
            }
            return at < chunk.length;
        }
    }
}
