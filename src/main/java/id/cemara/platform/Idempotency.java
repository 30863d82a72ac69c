package id.cemara.platform;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.KeyReused;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Lets a program repeat a request whose answer it did not receive: the same `Idempotency-Key` with the
/// same request gets the same answer, and nothing is created twice. A failed request stores nothing and may
/// be repeated.
///
/// Keys are separate for each owner and operation.
@Component
public class Idempotency {

    /// In characters.
    public static final int MAX_KEY_LENGTH = 200;

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final FieldEncryption encryption;
    private final JsonMapper json;
    private final Clock clock;

    Idempotency(
            JdbcClient db,
            TransactionOperations transactions,
            FieldEncryption encryption,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.encryption = encryption;
        this.json = json;
        this.clock = clock;
    }

    /// The result of a request that creates something.
    ///
    /// @param path the address of what was created
    /// @param body the answer, to be written as JSON
    public record Created(String path, Object body) {}

    /// Runs the work once for each key, in one transaction with storing the answer, and answers 201.
    ///
    /// @param key the header `Idempotency-Key`; without it (null) the work always runs
    /// @param operation method and path, such as `POST /api/v1/groups`
    /// @param request the request's body, compared by its JSON
    /// @throws Refused when the key is malformed, or was used for a different request
    public ResponseEntity<String> created(
            @Nullable String key, String operation, Object request, Supplier<Created> work) {
        return created(key, owner(), operation, request, work);
    }

    /// As [#created], for a sender whom the current actor does not identify, such as a buyer whose token is
    /// created by this request.
    ///
    /// @param owner the owner of the key
    public ResponseEntity<String> created(
            @Nullable String key, String owner, String operation, Object request, Supplier<Created> work) {
        if (key == null) {
            return answer(read(work.get()));
        }
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Refused.parameter("Idempotency-Key", "idempotency-key");
        }
        byte[] keyHash = hash(owner + "\n" + operation + "\n" + key);
        byte[] requestHash = hash(json.writeValueAsString(request));
        Kept kept = transactions.execute(transaction -> once(keyHash, requestHash, work));
        if (kept == null) {
            throw new IllegalStateException("the transaction gave no answer");
        }
        return answer(kept);
    }

    private record Kept(String path, String body) {}

    private Kept once(byte[] keyHash, byte[] requestHash, Supplier<Created> work) {
        // A concurrent request with the same key waits for this lock and then finds the stored answer.
        db.sql("select pg_advisory_xact_lock(('x' || :hash)::bit(64)::bigint)")
                .param("hash", HexFormat.of().formatHex(keyHash, 0, 8))
                .query()
                .singleRow();
        Optional<Kept> found = find(keyHash, requestHash);
        if (found.isPresent()) {
            return found.get();
        }
        Kept kept = read(work.get());
        db.sql("""
                insert into platform.idempotent_answers (key_hash, request_hash, status, location, answer, created_at)
                values (:key, :request, 201, :location, :answer, :now)
                """)
                .param("key", keyHash)
                .param("request", requestHash)
                .param("location", kept.path)
                .param("answer", encryption.encrypt(kept.body, context(keyHash)))
                .param("now", OffsetDateTime.now(clock))
                .update();
        return kept;
    }

    private Optional<Kept> find(byte[] keyHash, byte[] requestHash) {
        return db.sql("select request_hash, location, answer from platform.idempotent_answer(:key)")
                .param("key", keyHash)
                .query((row, number) -> {
                    if (!MessageDigest.isEqual(row.getBytes("request_hash"), requestHash)) {
                        throw new Refused(new KeyReused());
                    }
                    return new Kept(
                            row.getString("location"), encryption.decrypt(row.getBytes("answer"), context(keyHash)));
                })
                .optional();
    }

    private Kept read(Created made) {
        return new Kept(made.path(), json.writeValueAsString(made.body()));
    }

    private static ResponseEntity<String> answer(Kept kept) {
        return ResponseEntity.created(URI.create(kept.path))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store") // the answer may hold secrets of the sender
                .contentType(MediaType.APPLICATION_JSON)
                .body(kept.body);
    }

    @Scheduled(initialDelay = 120_000, fixedDelay = 3_600_000)
    void forget() {
        db.sql("select platform.forget_idempotent_answers(:before)")
                .param("before", OffsetDateTime.now(clock).minus(KEPT))
                .query()
                .singleRow();
    }

    private static String owner() {
        return switch (CurrentActor.get()) {
            case Actor.Anonymous nobody -> "anonymous";
            case Actor.Account account -> "account " + account.id();
            case Actor.Holder holder -> "holder " + holder.tokenHashes();
            case Actor.System system -> "system " + system.name();
        };
    }

    private static String context(byte[] keyHash) {
        return "platform.idempotent_answers:" + HexFormat.of().formatHex(keyHash);
    }

    private static byte[] hash(String text) {
        return DigestUtils.sha256(text);
    }
}
