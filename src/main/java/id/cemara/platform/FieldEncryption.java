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

/// Makes values that the database keeps but must not be able to read: AES-256-GCM to show them again, a keyed hash to
/// find them again. The keys live outside the database, in `secrets/field-keys.json` of the data directory or wherever
/// the operator keeps them (`CEMARA_FIELD_KEYS`: the keys themselves, or the path of a file with them). Without them
/// nobody reads these values again, so they belong into a safe beside every backup.
///
/// Keys may be added to either set, Tink picks the one a value was made with; the key of the keyed hash
/// must stay first.
@Component
public class FieldEncryption {

    static final String FILE = "field-keys.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A keyed hash is this long, in bytes.
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
            // Without the cause, which may quote the text, and with it the keys.
            throw new CannotStart("The keys that protect personal data cannot be read: put back " + FILE
                    + " from its safe copy, or set CEMARA_FIELD_KEYS to the keys this database was filled with.");
        }
    }

    /// The value so that only [#decrypt] with the same context reads it; the same value never looks the same twice.
    ///
    /// @param context where the value belongs, such as table, column and row: a value moved elsewhere is refused
    public byte[] encrypt(String plain, String context) {
        return encryptBytes(plain.getBytes(StandardCharsets.UTF_8), context);
    }

    /// The value that was encrypted for that context.
    ///
    /// @throws IllegalArgumentException when it was not, or not with our keys
    public String decrypt(byte[] cipher, String context) {
        return new String(decryptBytes(cipher, context), StandardCharsets.UTF_8);
    }

    /// The same as [#encrypt] for bytes, such as a key to wrap.
    public byte[] encryptBytes(byte[] plain, String context) {
        try {
            return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be encrypted", e);
        }
    }

    /// The same as [#decrypt] for bytes.
    public byte[] decryptBytes(byte[] cipher, String context) {
        try {
            return aead.decrypt(cipher, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a value was not encrypted for this place with these keys", e);
        }
    }

    /// 32 bytes that are always the same for the same value and purpose, and tell nothing to who lacks the key.
    ///
    /// @param purpose keeps apart what is not to be compared, such as `nik` and `family-card`
    public byte[] keyedHash(String value, String purpose) {
        try {
            return prf.computePrimary((purpose + '\0' + value).getBytes(StandardCharsets.UTF_8), HASH_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be hashed", e);
        }
    }

    /// New keys, as the text that a file or the environment keeps.
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
