package id.cemara.identity;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// How passwords are kept: as Argon2id hashes, 16 MiB and two passes each. No more at once than the processors can work
/// on, so that a flood of log-ins takes time and not all memory.
///
/// One keyboard writes é as one letter and another as e with an accent: a password is kept and compared in the composed
/// form (NFC).
@Configuration(proxyBeanMethods = false)
class Passwords {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new FewAtOnce(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    /// The one form of a password, however its letters were typed.
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
                // Hashes were made of the letters as they were typed before there was one form.
                return encoder.matches(composed, hash)
                        || !composed.contentEquals(password) && encoder.matches(password, hash);
            } finally {
                turns.release();
            }
        }
    }
}
