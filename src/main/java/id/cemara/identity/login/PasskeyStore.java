package id.cemara.identity.login;

import id.cemara.platform.ActorLookup;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/// Stores passkeys in our own tables for Spring Security. The user handle is the account's id.
@Component
record PasskeyStore(JdbcClient db, ActorLookup accounts)
        implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    static Bytes handle(UUID account) {
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    static UUID account(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return accounts.find(account(handle)).map(PasskeyStore::entity).orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return CurrentActor.get()
                .account()
                .filter(account -> account.username().equals(username))
                .map(PasskeyStore::entity)
                .orElse(null);
    }

    private static PublicKeyCredentialUserEntity entity(Actor.Account account) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(account.id()))
                .name(account.username())
                .displayName(account.username())
                .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new IllegalStateException("accounts are made elsewhere");
    }

    /// Inserts a new key for the current account. Without an account, during a log-in, it only records the
    /// key's use.
    @Override
    public void save(CredentialRecord key) {
        OffsetDateTime used = key.getLastUsed().atOffset(ZoneOffset.UTC);
        if (CurrentActor.get().account().isEmpty()) {
            db.sql("select identity.passkey_used(:id, :count, :at)")
                    .param("id", key.getCredentialId().getBytes())
                    .param("count", key.getSignatureCount())
                    .param("at", used)
                    .query((row, number) -> true)
                    .single();
            return;
        }
        Set<AuthenticatorTransport> transports = key.getTransports();
        Bytes attestation = key.getAttestationObject();
        Bytes clientData = key.getAttestationClientDataJSON();
        db.sql("""
                insert into identity.passkeys (credential_id, account_id, public_key, signature_count, uv_initialized,
                                               backup_eligible, backup_state, transports, attestation_object,
                                               client_data, label, created_at, last_used_at)
                values (:id, :account, :key, :count, :uv, :eligible, :state, :transports, :attestation, :client, :label,
                        :created, :used)
                """)
                .param("id", key.getCredentialId().getBytes())
                .param("account", account(key.getUserEntityUserId()))
                .param("key", key.getPublicKey().getBytes())
                .param("count", key.getSignatureCount())
                .param("uv", key.isUvInitialized())
                .param("eligible", key.isBackupEligible())
                .param("state", key.isBackupState())
                .param(
                        "transports",
                        transports.stream()
                                .map(AuthenticatorTransport::getValue)
                                .collect(Collectors.joining(",")))
                .param("attestation", attestation == null ? null : attestation.getBytes())
                .param("client", clientData == null ? null : clientData.getBytes())
                .param("label", key.getLabel())
                .param("created", key.getCreated().atOffset(ZoneOffset.UTC))
                .param("used", used)
                .update();
    }

    @Override
    public void delete(Bytes credential) {
        db.sql("delete from identity.passkeys where credential_id = :id")
                .param("id", credential.getBytes())
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return db.sql("select * from identity.passkey(:id)")
                .param("id", credential.getBytes())
                .query(PasskeyStore::read)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return db.sql("select * from identity.passkeys where account_id = :account order by created_at limit 100")
                .param("account", account(handle))
                .query(PasskeyStore::read)
                .list();
    }

    private static CredentialRecord read(ResultSet row, int number) throws SQLException {
        String transports = row.getString("transports");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(handle(row.getObject("account_id", UUID.class)))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(
                        transports.isEmpty()
                                ? Set.of()
                                : Arrays.stream(transports.split(","))
                                        .map(AuthenticatorTransport::valueOf)
                                        .collect(Collectors.toSet()))
                .attestationObject(bytes(row.getBytes("attestation_object")))
                .attestationClientDataJSON(bytes(row.getBytes("client_data")))
                .label(row.getString("label"))
                .created(row.getObject("created_at", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used_at", OffsetDateTime.class).toInstant())
                .build();
    }

    private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : new Bytes(bytes);
    }
}
