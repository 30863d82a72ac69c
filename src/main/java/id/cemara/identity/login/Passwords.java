package id.cemara.identity.login;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes passwords by Argon2id, 16 MiB and two passes each. The number of concurrent computations is
/// limited to the processors, so that a flood of log-ins takes time but not all memory.
///
/// Keyboards enter é as one code point or as e with a combining accent: passwords are hashed and compared
/// in NFC.
@Configuration(proxyBeanMethods = false)
class Passwords {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new FewAtOnce(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    /// The password in NFC.
    static String composed(CharSequence typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    private static final class FewAtOnce implements PasswordEncoder {

        private final PasswordEncoder encoder;
        private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

        FewAtOnce(PasswordEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            turns.acquireUninterruptibly();
            try {
                return encoder.encode(password == null ? null : composed(password));
            } finally {
                turns.release();
            }
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            turns.acquireUninterruptibly();
            try {
                if (password == null) {
                    return encoder.matches(null, hash);
                }
                String composed = composed(password);
                // Older hashes were made from the password as typed, before normalisation.
                return encoder.matches(composed, hash)
                        || !composed.contentEquals(password) && encoder.matches(password, hash);
            } finally {
                turns.release();
            }
        }
    }
}
