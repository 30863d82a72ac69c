package id.cemara.identity;

import id.cemara.identity.IdentityProblem.PasskeyRefused;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Log-in with a key on the owner's device in place of a password. The key is made for the public address of this
/// installation and works nowhere else.
@Service
public class Passkeys {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW_KEY =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> PROOF =
            new TypeReference<>() {};

    private final PasskeyStore store;
    private final PublicAddress address;
    private final JdbcClient db;
    private final AuditTrail audit;

    Passkeys(PasskeyStore store, PublicAddress address, JdbcClient db, AuditTrail audit) {
        this.store = store;
        this.address = address;
        this.db = db;
        this.audit = audit;
    }

    /// A key of the account.
    public record KeyLine(String id, String label, OffsetDateTime lastUsed) {}

    /// Made when asked for: the port is known only when the server listens.
    private WebAuthnRelyingPartyOperations relyingParty() {
        URI own = URI.create(address.url());
        var entity = PublicKeyCredentialRpEntity.builder()
                .id(own.getHost())
                .name("Cemara")
                .build();
        String port = own.getPort() < 0 ? "" : ":" + own.getPort();
        return new Webauthn4JRelyingPartyOperations(
                store, store, entity, Set.of(own.getScheme() + "://" + own.getHost() + port));
    }

    /// What the browser needs to make a key for the current account.
    @Transactional(readOnly = true)
    public PublicKeyCredentialCreationOptions offerNewKey() {
        Actor.Account account = current();
        return relyingParty()
                .createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
                        UsernamePasswordAuthenticationToken.authenticated(account.username(), null, List.of())));
    }

    /// Keeps the key that the browser made.
    @Transactional
    public void keep(PublicKeyCredentialCreationOptions offered, String credential, String label) {
        Actor.Account account = current();
        try {
            relyingParty()
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            offered, new RelyingPartyPublicKey(JSON.readValue(credential, NEW_KEY), label)));
        } catch (JacksonException | IllegalArgumentException | com.webauthn4j.util.exception.WebAuthnException e) {
            throw new Refused(new PasskeyRefused());
        }
        note("account.passkey-added", account.id());
    }

    /// What the browser needs to prove that it has a key.
    PublicKeyCredentialRequestOptions challenge() {
        return relyingParty()
                .createCredentialRequestOptions(
                        new ImmutablePublicKeyCredentialRequestOptionsRequest(new AnonymousAuthenticationToken(
                                "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))));
    }

    /// Whose key it is.
    ///
    /// @throws Refused when the proof does not hold
    LoggedIn check(PublicKeyCredentialRequestOptions challenge, String credential) {
        try {
            var owner = relyingParty()
                    .authenticate(new RelyingPartyAuthenticationRequest(challenge, JSON.readValue(credential, PROOF)));
            return db.sql("select id, username, log_in_epoch from identity.account_for_login(:username)")
                    .param("username", owner.getName())
                    .query(LoggedIn.class)
                    .single();
        } catch (RuntimeException e) { // each library has its own way to say no
            throw new Refused(new PasskeyRefused());
        }
    }

    /// The keys of the current account.
    @Transactional(readOnly = true)
    public List<KeyLine> keys() {
        return of(current().id());
    }

    /// The keys of an account, so far as the actor sees them.
    List<KeyLine> of(UUID account) {
        return db.sql("""
                select encode(credential_id, 'hex') as id, label, last_used_at as last_used
                  from identity.passkeys
                 where account_id = :account
                 order by created_at
                 limit 100
                """).param("account", account).query(KeyLine.class).list();
    }

    /// Forgets a key of the current account.
    @Transactional
    public boolean remove(String id) {
        Actor.Account account = current();
        boolean removed = remove(account.id(), id);
        if (removed) {
            note("account.passkey-removed", account.id());
        }
        return removed;
    }

    /// Forgets a key of that account, if the actor may.
    boolean remove(UUID account, String id) {
        return db.sql("""
                        delete from identity.passkeys
                         where account_id = :account and encode(credential_id, 'hex') = :id
                        """).param("account", account).param("id", id).update() == 1;
    }

    static String json(Object options) {
        return JSON.writeValueAsString(options);
    }

    private static Actor.Account current() {
        Permission.USE_WORK_SPACE.require();
        return CurrentActor.get().account().orElseThrow();
    }

    private void note(String action, UUID account) {
        audit.add(new AuditEntry(action, "account", account, null, null, null, Map.of(), Map.of(), null));
    }
}
