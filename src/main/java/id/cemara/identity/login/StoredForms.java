package id.cemara.identity.login;

import id.cemara.identity.IdentityProblem.KeptFormGone;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Refused;
import id.cemara.shell.OwnAddresses;
import id.cemara.shell.forms.FormMarks;
import id.cemara.shell.forms.TypedForm;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Stores a form that was submitted after its session had expired, until its sender logs in again. The
/// sender is known from the form's mark ([FormMarks]), or from an encrypted cookie that outlives the
/// session; neither authenticates.
///
/// Passwords and files are not stored.
@Service
class StoredForms {

    static final String ACCOUNT_COOKIE = "cemara-akun";
    static final String FORM_COOKIE = "cemara-isian";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SECRETS = Set.of("old", "password", "repeated");
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int LONGEST = 300_000;

    private final JdbcClient db;
    private final FieldEncryption fields;
    private final FormMarks marks;
    private final OwnAddresses addresses;
    private final PublicAddress own;

    StoredForms(JdbcClient db, FieldEncryption fields, FormMarks marks, OwnAddresses addresses, PublicAddress own) {
        this.db = db;
        this.fields = fields;
        this.marks = marks;
        this.addresses = addresses;
        this.own = own;
    }

    /// Remembers the account in the browser's cookie.
    void know(UUID account, HttpServletResponse response) {
        byte[] cipher = fields.encrypt(account.toString(), ACCOUNT_COOKIE);
        put(ACCOUNT_COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(cipher), KNOWN, response);
    }

    /// Stores the form of this request for the account in its mark, or else for the account that last
    /// logged in with this browser.
    ///
    /// @return false when neither is known, or the form is too large or cannot be parsed
    @Transactional
    boolean keep(HttpServletRequest request, HttpServletResponse response) {
        TypedForm typed = TypedForm.isIn(request)
                ? TypedForm.read(request, addresses.cameFrom(request).orElse(null))
                        .orElse(null)
                : null;
        if (typed == null) {
            return false;
        }
        UUID account = marks.username(request)
                .flatMap(this::account)
                .or(() -> account(request))
                .orElse(null);
        if (account == null) {
            return false;
        }
        Map<String, List<String>> values = new TreeMap<>(typed.values());
        values.keySet().removeAll(SECRETS);
        String text = JSON.writeValueAsString(new TypedForm(typed.action(), typed.page(), values, typed.hasFiles()));
        if (text.length() > LONGEST) {
            return false;
        }
        String token = Tokens.randomValue();
        byte[] hash = Tokens.hash(token);
        boolean isKept = Boolean.TRUE.equals(db.sql("select identity.keep_form(:form, :account, :content)")
                .param("form", hash)
                .param("account", account)
                .param("content", fields.encrypt(text, context(hash)))
                .query(Boolean.class)
                .single());
        if (isKept) {
            put(FORM_COOKIE, token, KEPT, response);
        }
        return isKept;
    }

    /// The last form that this account submitted from this browser without a session.
    ///
    /// @throws Refused when there is none or it has expired
    @Transactional(readOnly = true)
    TypedForm kept(HttpServletRequest request) {
        byte[] hash = cookie(request, FORM_COOKIE).map(Tokens::hash).orElseThrow(() -> new Refused(new KeptFormGone()));
        byte[] content = db.sql("select identity.kept_form(:form)")
                .param("form", hash)
                .query((row, number) -> row.getBytes(1))
                .list()
                .getFirst();
        if (content == null) {
            throw new Refused(new KeptFormGone());
        }
        return JSON.readValue(fields.decrypt(content, context(hash)), TypedForm.class);
    }

    private static String context(byte[] hash) {
        return "identity.kept_forms " + HexFormat.of().formatHex(hash);
    }

    private Optional<UUID> account(String username) {
        return db.sql("select id from identity.account_for_login(:username)")
                .param("username", username)
                .query(UUID.class)
                .optional();
    }

    private Optional<UUID> account(HttpServletRequest request) {
        return cookie(request, ACCOUNT_COOKIE).flatMap(value -> {
            try {
                byte[] cipher = Base64.getUrlDecoder().decode(value.getBytes(StandardCharsets.UTF_8));
                return Optional.of(UUID.fromString(fields.decrypt(cipher, ACCOUNT_COOKIE)));
            } catch (IllegalArgumentException e) { // not one of our cookies
                return Optional.empty();
            }
        });
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /// Only for the path of the work space: public pages are cached for requests without cookies.
    private void put(String name, String value, Duration life, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/kerja")
                        .maxAge(life)
                        .httpOnly(true)
                        .secure(own.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
