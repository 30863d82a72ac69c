package id.cemara.identity.login;

import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Bearer tokens for programs: they expire, and carry their owner's current rights.
@Service
public class Tokens {

    static final Duration LIFE = Duration.ofHours(12);

    private static final StringKeyGenerator VALUES =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    private final JdbcClient db;
    private final AccountLookup accounts;
    private final AuditTrail audit;
    private final Clock clock;

    Tokens(JdbcClient db, AccountLookup accounts, AuditTrail audit, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /// A new token. Its value is returned once and stored only as a hash.
    record NewToken(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "NewToken[" + expiresAt + "]";
        }
    }

    /// The token and account of a request.
    record Bearer(UUID token, Actor.Account account) {}

    /// Creates a token for the current actor, who has just logged in, and deletes tokens that expired more
    /// than a month ago.
    @Transactional
    public NewToken make(int logInEpoch) {
        UUID account = currentAccount();
        String value = randomValue();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(LIFE);
        db.sql("delete from identity.api_tokens where account_id = :account and expires_at < :old")
                .param("account", account)
                .param("old", at(now.minus(Duration.ofDays(30))))
                .update();
        db.sql("""
                insert into identity.api_tokens (id, account_id, hash, log_in_epoch, created_at, expires_at)
                values (:id, :account, :hash, :epoch, :now, :expires)
                """)
                .param("id", id)
                .param("account", account)
                .param("hash", hash(value))
                .param("epoch", logInEpoch)
                .param("now", at(now))
                .param("expires", at(expires))
                .update();
        audit.add(AuditEntry.of("token.made", "account", account, null, null));
        return new NewToken(value, expires);
    }

    /// The token's owner with current rights; empty when the token is not valid.
    Optional<Bearer> find(String value) {
        return db.sql("select token_id, account_id, log_in_epoch from identity.account_of_token(:hash, :now)")
                .param("hash", hash(value))
                .param("now", at(clock.instant()))
                .query(Found.class)
                .optional()
                .flatMap(found -> accounts.find(found.accountId(), found.logInEpoch())
                        .map(account -> new Bearer(found.tokenId(), account)));
    }

    private record Found(UUID tokenId, UUID accountId, int logInEpoch) {}

    /// Revokes a token of the current actor.
    @Transactional
    public boolean revoke(UUID token) {
        boolean ended = db.sql("""
                update identity.api_tokens set revoked_at = :now where id = :token and revoked_at is null
                """)
                        .param("now", at(clock.instant()))
                        .param("token", token)
                        .update()
                == 1;
        if (ended) {
            UUID account = currentAccount();
            audit.add(AuditEntry.of("token.revoked", "account", account, null, null));
        }
        return ended;
    }

    private static UUID currentAccount() {
        return CurrentActor.get().account().orElseThrow().id();
    }

    /// A random value that cannot be guessed.
    public static String randomValue() {
        return VALUES.generateKey();
    }

    public static byte[] hash(String value) {
        return DigestUtils.sha256(value);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
