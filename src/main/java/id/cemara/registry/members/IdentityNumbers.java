package id.cemara.registry.members;

import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// NIK and family card number as stored: encrypted, and looked up by keyed hash.
@Component
public class IdentityNumbers {

    private final JdbcClient db;
    private final FieldEncryption encryption;

    IdentityNumbers(JdbcClient db, FieldEncryption encryption) {
        this.db = db;
        this.encryption = encryption;
    }

    /// The encryption context of a member's NIK.
    public static String nikContext(UUID member) {
        return "registry.members.nik:" + member;
    }

    private static String cardContext(UUID family) {
        return "registry.families.card:" + family;
    }

    /// Takes an advisory lock on the person until the transaction ends, for callers that check for a
    /// membership in another group before they add one.
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(NationalId nik) {
        db.sql("select pg_advisory_xact_lock(hashtext('registry.members'), hashtext(encode(:hash, 'hex')))")
                .param("hash", hash(nik))
                .query(rows -> {});
    }

    /// The keyed hash by which a NIK is looked up.
    public byte[] hash(NationalId nik) {
        return encryption.keyedHash(nik.digits(), HashPurpose.NIK);
    }

    /// As [#hash]; null without a NIK.
    public byte @Nullable [] nikHash(@Nullable NationalId nik) {
        return nik == null ? null : hash(nik);
    }

    /// The keyed hash by which a family card is looked up.
    public byte[] cardHash(String card) {
        return encryption.keyedHash(card, HashPurpose.FAMILY_CARD);
    }

    /// Null without a NIK.
    public byte @Nullable [] nikCipher(UUID member, @Nullable NationalId nik) {
        return nik == null ? null : encryption.encrypt(nik.digits(), nikContext(member));
    }

    public byte[] cardCipher(UUID family, String card) {
        return encryption.encrypt(card, cardContext(family));
    }

    /// Null without a cipher.
    public @Nullable String nik(UUID member, byte @Nullable [] cipher) {
        return cipher == null ? null : encryption.decrypt(cipher, nikContext(member));
    }

    /// Null without a family or a cipher.
    public @Nullable String card(@Nullable UUID family, byte @Nullable [] cipher) {
        return family == null || cipher == null ? null : encryption.decrypt(cipher, cardContext(family));
    }
}
