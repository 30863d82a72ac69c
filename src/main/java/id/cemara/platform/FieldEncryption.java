package id.cemara.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Encrypts values that the database must not be able to read: AES-256-GCM for values that are shown again,
/// a keyed hash for values that are searched. The keys are stored outside the database, in
/// `secrets/field-keys.json` of the data directory or in `CEMARA_FIELD_KEYS` (the keys themselves, or the
/// path of a file with them). Encrypted values are lost without the keys: keep a copy in a safe, apart from
/// the backups.
///
/// Keys may be added to either set; Tink picks the key that a value was made with. The key of the keyed
/// hash must stay first.
@Component
public class FieldEncryption {

    static final String FILE = "field-keys.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// In bytes.
    private static final int HASH_LENGTH = 32;

    private final Aead aead;
    private final PrfSet prf;

    @Autowired
    FieldEncryption(Settings settings, @Value("${cemara.field-keys:}") String given) {
        this(keys(settings.data().resolve("secrets"), given));
    }

    FieldEncryption(String keys) {
        try {
            register();
            JsonNode sets = JSON.readTree(keys);
            this.aead = handle(sets, "encryption").getPrimitive(RegistryConfiguration.get(), Aead.class);
            this.prf = handle(sets, "hash").getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        } catch (GeneralSecurityException | JacksonException e) {
            // Without the cause, whose message may quote the keys.
            throw new CannotStart("The keys that protect personal data cannot be read: put back " + FILE
                    + " from its safe copy, or set CEMARA_FIELD_KEYS to the keys this database was filled with.");
        }
    }

    /// Encrypts a value. Not deterministic: equal values give different ciphertexts.
    ///
    /// @param context the place of the value, such as table, column and row; decryption requires the same
    ///     context
    public byte[] encrypt(String plain, String context) {
        return encryptBytes(plain.getBytes(StandardCharsets.UTF_8), context);
    }

    /// Decrypts a value.
    ///
    /// @throws IllegalArgumentException when it was encrypted for another context or with other keys
    public String decrypt(byte[] cipher, String context) {
        return new String(decryptBytes(cipher, context), StandardCharsets.UTF_8);
    }

    /// As [#encrypt], for bytes such as a key to be wrapped.
    public byte[] encryptBytes(byte[] plain, String context) {
        try {
            return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be encrypted", e);
        }
    }

    /// As [#decrypt], for bytes.
    public byte[] decryptBytes(byte[] cipher, String context) {
        try {
            return aead.decrypt(cipher, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a value was not encrypted for this place with these keys", e);
        }
    }

    /// A keyed hash of 32 bytes: deterministic for the same value and purpose, and not guessable without
    /// the key.
    public byte[] keyedHash(String value, HashPurpose purpose) {
        try {
            return prf.computePrimary((purpose.prefix() + value).getBytes(StandardCharsets.UTF_8), HASH_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be hashed", e);
        }
    }

    /// Generates new keys in the text form of the file or environment variable.
    static String newKeys() {
        try {
            register();
            return JSON.writeValueAsString(Map.of(
                    "encryption", newSet(PredefinedAeadParameters.AES256_GCM),
                    "hash", newSet(PredefinedPrfParameters.HMAC_SHA256_PRF)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys could be made", e);
        }
    }

    private static String keys(Path secrets, String given) {
        if (given.strip().startsWith("{")) {
            return given;
        }
        boolean isNamed = !given.isBlank();
        Path file = isNamed ? Path.of(given.strip()) : secrets.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return Files.readString(file);
            }
            if (isNamed) {
                throw new CannotStart("CEMARA_FIELD_KEYS names " + file + ", but there is no such file.");
            }
            String keys = newKeys();
            DurableFiles.makeFolder(secrets);
            DurableFiles.write(file, keys);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("the keys in " + file + " can be neither read nor written", e);
        }
    }

    private static JsonNode newSet(Parameters parameters) throws GeneralSecurityException {
        KeysetHandle keys = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withRandomId()
                        .makePrimary())
                .build();
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle handle(JsonNode sets, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(sets.path(name).toString(), InsecureSecretKeyAccess.get());
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }
}
