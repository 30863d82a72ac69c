package id.cemara.identity.audit;

import com.google.crypto.tink.subtle.AesGcmJce;
import id.cemara.platform.FieldEncryption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keys of individual persons for the personal values in the audit trail. Destroying a person's key makes
/// all values of that person unreadable, also in backups.
@Component
record SubjectKeys(JdbcClient db, FieldEncryption fields) {

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// The keys of these persons, created where missing. A person whose key was destroyed gets none.
    Map<UUID, AesGcmJce> of(Collection<UUID> persons) {
        List<UUID> sorted = new ArrayList<>(new TreeSet<>(persons)); // one order for all: no deadlock
        Map<UUID, AesGcmJce> keys = new HashMap<>(existing(sorted));
        List<UUID> missing =
                sorted.stream().filter(person -> !keys.containsKey(person)).toList();
        if (missing.isEmpty()) {
            return keys;
        }
        Map<UUID, AesGcmJce> made = make(missing);
        keys.putAll(made);
        if (made.size() < missing.size()) { // created by another transaction meanwhile, or destroyed
            keys.putAll(existing(
                    missing.stream().filter(person -> !made.containsKey(person)).toList()));
        }
        return keys;
    }

    /// The existing keys.
    Map<UUID, AesGcmJce> existing(Collection<UUID> persons) {
        Map<UUID, AesGcmJce> keys = new HashMap<>();
        db.sql("""
                select person_id, wrapped
                  from identity.subject_keys
                 where person_id = any (cast(:persons as uuid[])) and wrapped is not null
                """).param("persons", texts(persons)).query(row -> {
            UUID person = row.getObject("person_id", UUID.class);
            keys.put(person, key(fields.decryptBytes(row.getBytes("wrapped"), context(person))));
        });
        return keys;
    }

    private Map<UUID, AesGcmJce> make(List<UUID> persons) {
        Map<UUID, byte[]> made = new HashMap<>();
        for (UUID person : persons) {
            var key = new byte[KEY_BYTES];
            RANDOM.nextBytes(key);
            made.put(person, key);
        }
        byte[][] wrapped = persons.parallelStream() // encryption takes most of a batch's time
                .map(person -> fields.encryptBytes(made.getOrDefault(person, new byte[0]), context(person)))
                .toArray(byte[][]::new);
        Map<UUID, AesGcmJce> keys = new HashMap<>();
        db.sql("""
                insert into identity.subject_keys (person_id, wrapped)
                select person_id, wrapped
                  from unnest(cast(:persons as uuid[]), cast(:wrapped as bytea[])) as made (person_id, wrapped)
                    on conflict do nothing
                returning person_id
                """).param("persons", texts(persons)).param("wrapped", wrapped).query(row -> {
            UUID person = row.getObject("person_id", UUID.class);
            byte[] key = made.get(person);
            if (key != null) {
                keys.put(person, key(key));
            }
        });
        return keys;
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String context(UUID person) {
        return "identity.subject_keys:" + person;
    }

    private static AesGcmJce key(byte[] bytes) {
        try {
            return new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
