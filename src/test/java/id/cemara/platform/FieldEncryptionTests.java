package id.cemara.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a NIK is stored.
class FieldEncryptionTests {

    private static final String NIK = "1707044501800001"; // invented
    private static final String PLACE = "registry.members.nik:1";

    private final FieldEncryption fields = new FieldEncryption(FieldEncryption.newKeys());

    @TempDir
    private Path data;

    @Test
    void a_value_comes_back_and_cannot_be_read_meanwhile() {
        byte[] cipher = fields.encrypt(NIK, PLACE);
        assertThat(new String(cipher, ISO_8859_1)).doesNotContain(NIK);
        assertThat(fields.decrypt(cipher, PLACE)).isEqualTo(NIK);
        assertThat(fields.encrypt(NIK, PLACE)).isNotEqualTo(cipher);
    }

    @Test
    void a_value_moved_elsewhere_or_changed_is_refused() {
        byte[] cipher = fields.encrypt(NIK, PLACE);
        assertThatThrownBy(() -> fields.decrypt(cipher, "registry.members.nik:2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(NIK);
        cipher[cipher.length - 1] ^= 1;
        assertThatThrownBy(() -> fields.decrypt(cipher, PLACE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_value_has_one_hash_a_purpose() {
        byte[] hash = fields.keyedHash(NIK, HashPurpose.NIK);
        assertThat(hash).hasSize(32).isEqualTo(fields.keyedHash(NIK, HashPurpose.NIK));
        assertThat(fields.keyedHash(NIK, HashPurpose.FAMILY_CARD)).isNotEqualTo(hash);
        assertThat(new FieldEncryption(FieldEncryption.newKeys()).keyedHash(NIK, HashPurpose.NIK))
                .isNotEqualTo(hash);
    }

    @Test
    void the_keys_are_made_once_for_their_owner_alone() throws IOException {
        byte[] cipher = open("").encrypt(NIK, PLACE);
        assertThat(open("").decrypt(cipher, PLACE)).isEqualTo(NIK);
        Path file = data.resolve("secrets/field-keys.json");
        if (DurableFiles.POSIX) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(open(Files.readString(file)).decrypt(cipher, PLACE)).isEqualTo(NIK);
        assertThat(open(file.toString()).decrypt(cipher, PLACE)).isEqualTo(NIK);
    }

    @Test
    void keys_that_cannot_be_read_stop_the_start_without_being_told() {
        assertThatThrownBy(() -> open("{\"encryption\": \"rahasia\"}"))
                .isInstanceOf(CannotStart.class)
                .hasMessageNotContaining("rahasia");
        assertThatThrownBy(() -> open(data.resolve("tidak-ada").toString())).isInstanceOf(CannotStart.class);
    }

    private FieldEncryption open(String given) {
        var settings = new Settings(
                data,
                new Settings.Database(
                        null, new Settings.Database.LogIn(null, null), new Settings.Database.LogIn(null, null)),
                new Settings.Sample("off", 17, null),
                "bengkulu",
                LocalDate.of(2026, 11, 24),
                new Settings.Public(null));
        return new FieldEncryption(settings, given);
    }
}
